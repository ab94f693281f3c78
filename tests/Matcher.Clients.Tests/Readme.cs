using System.Text.RegularExpressions;
using Matcher.Api.Tests;

namespace Matcher.Clients.Tests;

/// <summary>What the README shows to a hub's developer.</summary>
internal static class Readme
{
    /// <summary>Where it says that the service is.</summary>
    public const string Address = "http://localhost:5080";

    /// <summary>What it says.</summary>
    public static string Text { get; } = File.ReadAllText(Path.Combine(SourceTree.Root, "README.md")).ReplaceLineEndings("\n");

    /// <summary>The pieces of code in a language, with the service's address put in.</summary>
    public static IReadOnlyList<string> All(string language, string address) =>
        [
            .. Regex
                .Matches(Text, $"^```{language}\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)
                .Select(code => code.Groups[1].Value.Replace(Address, address, StringComparison.Ordinal)),
        ];

    /// <summary>The one program in a language.</summary>
    public static string Code(string language, string address)
    {
        var code = Assert.Single(All(language, address));
        Assert.InRange(code.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length, 5, 11);
        Assert.Contains(address, code, StringComparison.Ordinal);
        return code;
    }

    /// <summary>The commands of the one piece that begins so, one a line.</summary>
    public static IReadOnlyList<string> Commands(string beginning, string address) =>
        Assert
            .Single(All("sh", address), code => code.StartsWith(beginning, StringComparison.Ordinal))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
