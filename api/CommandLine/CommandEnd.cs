namespace Matcher.Api.CommandLine;

/// <summary>How commands end that did not do what they were asked for.</summary>
internal static class CommandEnd
{
    /// <summary>The exit code of a command that was stopped, as shells have it for Ctrl+C.</summary>
    public const int Stopped = 130;

    /// <summary>Prints what went wrong to standard error, and gives the exit code for it.</summary>
    public static int Fail(string message)
    {
        Console.Error.WriteLine(message);
        return 1;
    }
}
