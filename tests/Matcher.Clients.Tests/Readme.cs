using System.Text.RegularExpressions;
using Matcher.Api.Tests;

namespace Matcher.Clients.Tests;

/// <summary>What the README shows to a hub's developer.</summary>
internal static class Readme
{
    /// <summary>Where it says that the service is.</summary>
    public const string Address = "http://localhost:5080";

    /// <summary>The one piece of code in a language, with the service's address put in.</summary>
    public static string Code(string language, string address)
    {
        var text = File.ReadAllText(Path.Combine(SourceTree.Root, "README.md")).ReplaceLineEndings("\n");
        var code = Assert
            .Single(Regex.Matches(text, $"^```{language}\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline))
            .Groups[1]
            .Value;
        Assert.InRange(code.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length, 5, 10);
        Assert.Contains(Address, code, StringComparison.Ordinal);
        return code.Replace(Address, address, StringComparison.Ordinal);
    }
}
