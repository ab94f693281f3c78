using System.CommandLine;

namespace Matcher.Benchmarks;

/// <summary>An option of the command line that is a whole number within bounds.</summary>
internal static class NumberOption
{
    public static Option<int> Of(string name, string description, int value, int least, int most)
    {
        var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => value };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is var given && (given < least || given > most))
                result.AddError($"{name} is a number from {least} to {most}.");
        });
        return option;
    }
}
