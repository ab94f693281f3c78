using System.CommandLine;
using System.Globalization;
using System.Net.Sockets;
using Matcher.Data;
using Matcher.Scorer.Evaluation;
using Matcher.Scorer.Training;

namespace Matcher.Scorer;

/// <summary>The verbs of the command line.</summary>
internal static class ScorerCommands
{
    private const string DefaultUrl = "http://localhost:5081";

    public static RootCommand Root() => new("Matcher's scorer: ranks course cohorts for a Careers Leader with a model trained on simulated choices.")
    {
        Serve(),
        TrainingCommands.Simulate(),
        TrainingCommands.Train(),
        EvaluateCommand.Evaluate(),
    };

    private static Command Serve()
    {
        var urls = new Option<string>("--urls") { Description = "Where to listen, for gRPC over HTTP/2 without TLS.", DefaultValueFactory = _ => DefaultUrl };
        var model = new Option<string>("--model") { Description = "The folder of the model.", DefaultValueFactory = _ => DataFiles.Model };
        var command = new Command("serve", "Answers scoring requests until it is stopped.") { urls, model };
        command.SetAction(async (parsed, cancellation) =>
        {
            WebApplication app;
            try
            {
                app = ScorerApp.Build(parsed.GetValue(model)!, host => host.UseUrls(parsed.GetValue(urls)!), AddLogging);
            }
            catch (Exception error) when (error is InvalidDataException or IOException or UnauthorizedAccessException)
            {
                return Fail(error.Message);
            }
            await using (app)
            {
                try
                {
                    await app.StartAsync(cancellation);
                }
                catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
                {
                    return 0;
                }
                catch (Exception error) when (error is IOException or SocketException or FormatException or InvalidOperationException or ArgumentException)
                {
                    return Fail($"Can't listen on {parsed.GetValue(urls)}: {error.Message}");
                }
                Console.WriteLine($"Scorer ready on {string.Join(", ", app.Urls)}. Stop it with Ctrl+C.");
                await app.WaitForShutdownAsync(cancellation);
            }
            return 0;
        });
        return command;
    }

    /// <summary>Does long work, and tells what goes wrong in a sentence: exit code 0 when it is done, 1 otherwise.</summary>
    public static Task<int> Work(Action work)
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
    private static Exception? Find(Exception error) => error is AggregateException many
        ? many.Flatten().InnerExceptions.Select(Find).FirstOrDefault(found => found is not null)
        : error is InvalidDataException or IOException or UnauthorizedAccessException ? error : null;

    // What keeps the service from starting is told in a sentence, so the host need not log it too. Of requests the host would say nothing from
    // a warning up, but whoever might make it say something has it open a scope and an activity for each.
    private static void AddLogging(ILoggingBuilder logging) =>
        logging.AddSimpleConsole().SetMinimumLevel(LogLevel.Warning).AddFilter("Microsoft.Extensions.Hosting", LogLevel.Critical).AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);

    /// <summary>Holds an option between two bounds.</summary>
    public static void Within<T>(Option<T> option, T least, T most)
        where T : IComparable<T>, IParsable<T> => option.Validators.Add(result =>
        {
            // What is no number at all, the parser itself complains of.
            if (result.Tokens is [var token] && T.TryParse(token.Value, CultureInfo.InvariantCulture, out var value) && (value.CompareTo(least) < 0 || value.CompareTo(most) > 0))
                result.AddError($"{option.Name} takes {least} to {most}.");
        });

    private static int Fail(string message)
    {
        Console.Error.WriteLine(message);
        return 1;
    }
}
