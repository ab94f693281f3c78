using System.CommandLine;
using System.Globalization;

namespace Matcher.Scorer.CommandLine;

/// <summary>What the verbs of the command line have in common.</summary>
internal static class CommandWork
{
    /// <summary>Does long work, and says in a sentence what went wrong: exit code 0 when it is done, 1 otherwise.</summary>
    public static Task<int> Run(Action work)
    {
        try
        {
            work();
            return Task.FromResult(0);
        }
        catch (OperationCanceledException)
        {
            return Task.FromResult(Fail("Stopped. Nothing was written."));
        }
        catch (Exception error) when (Find(error) is { } known)
        {
            return Task.FromResult(Fail(known.Message));
        }
    }

    // What several threads threw comes wrapped.
    private static Exception? Find(Exception error) =>
        error is AggregateException many ? many.Flatten().InnerExceptions.Select(Find).FirstOrDefault(found => found is not null)
        : error is InvalidDataException or IOException or UnauthorizedAccessException ? error
        : null;

    /// <summary>Holds an option between two bounds.</summary>
    public static void Within<T>(Option<T> option, T least, T most)
        where T : IComparable<T>, IParsable<T> =>
        option.Validators.Add(result =>
        {
            // The parser itself reports what is not a number.
            if (
                result.Tokens is [var token]
                && T.TryParse(token.Value, CultureInfo.InvariantCulture, out var value)
                && (value.CompareTo(least) < 0 || value.CompareTo(most) > 0)
            )
            {
                result.AddError($"{option.Name} takes {least} to {most}.");
            }
        });

    /// <summary>Prints what went wrong, and gives the exit code for it.</summary>
    public static int Fail(string message)
    {
        Console.Error.WriteLine(message);
        return 1;
    }
}
