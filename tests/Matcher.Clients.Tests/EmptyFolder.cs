using System.Text.RegularExpressions;
using Matcher.Api.Tests;

namespace Matcher.Clients.Tests;

/// <summary>A hub's developer, who has an empty folder and does in it what the README says.</summary>
internal sealed partial class EmptyFolder : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public string Path => folder.Path;

    public void Dispose() => folder.Dispose();

    /// <summary>Runs commands as they are, and saves the program where they say so.</summary>
    /// <param name="shell">`sh` or `powershell`.</param>
    /// <param name="commands">The README's.</param>
    /// <param name="program">The program that belongs to them.</param>
    /// <param name="instead">
    /// What is run in place of a command that fetches the latest packages, so that a test needs no network and means the same tomorrow;
    /// null for nothing.
    /// </param>
    /// <returns>What the last command printed.</returns>
    public async Task<string> Follow(string shell, IEnumerable<string> commands, string program, Func<string, string?> instead)
    {
        var (printed, isSaved) = ("", false);
        foreach (var command in commands)
        {
            if (Save().Match(command) is { Success: true } save)
            {
                await File.WriteAllTextAsync(System.IO.Path.Combine(Path, save.Groups[1].Value), program);
                isSaved = true;
            }
            else if (instead(command) is { } run)
            {
                printed = await Tools.RunShell(shell, Path, run);
            }
        }
        Assert.True(isSaved, "No command says where to save the program.");
        return printed;
    }

    [GeneratedRegex("^# Save the code below as (\\S+), ")]
    private static partial Regex Save();
}
