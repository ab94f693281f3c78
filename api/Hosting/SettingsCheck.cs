using Matcher.Data.Text;
using Microsoft.Extensions.Configuration.EnvironmentVariables;

namespace Matcher.Api.Hosting;

/// <summary>
/// Finds settings that would be ignored because they are misspelt, and values that would mean something else than they seem to, wherever
/// they are given. Nothing of the framework's, and no variable of another program, is any of its business.
/// </summary>
internal static class SettingsCheck
{
    private const int LettersATypo = 3;

    /// <summary>Checks everything that is set.</summary>
    /// <exception cref="InvalidDataException">Something is wrong; the message says each fault in a sentence, and what to write.</exception>
    public static void Check(IConfiguration settings)
    {
        List<string> faults = [.. settings.GetChildren().SelectMany(section => Misspelt(section, settings)), .. Values(settings)];
        if (faults.Count > 0)
            throw new InvalidDataException(string.Join(Environment.NewLine, faults));
    }

    private static IEnumerable<string> Misspelt(IConfigurationSection given, IConfiguration settings)
    {
        // One underscore, where two part a section from a name.
        if (SettingNames.All.FirstOrDefault(known => given.Key == known.Key.Replace(':', '_')) is { } parted)
            return [$"There is no setting {given.Key}. Write {parted.Key.Replace(":", "__", StringComparison.Ordinal)}, with two underscores."];
        var section = SettingNames.Sections.FirstOrDefault(known => Same(known, given.Key));
        var near = section ?? Nearest(SettingNames.Sections, given.Key);
        if (near is null)
            return [];
        var names = SettingNames.All.Where(known => known.Section == near).Select(known => known.Name).ToList();
        return given
            .GetChildren()
            .Where(child =>
                section is null
                    // Somebody else's section is hardly like one of ours, with a name that is like one in it.
                    ? Nearest(names, child.Key) is not null
                    : !names.Exists(name => Same(name, child.Key))
            )
            .Select(child => Unknown(child, near, names, settings));
    }

    private static string Unknown(IConfigurationSection given, string section, List<string> names, IConfiguration settings)
    {
        // As it was written: an environment variable has two underscores in place of the colon.
        var parent = given.Path[..given.Path.IndexOf(':', StringComparison.Ordinal)];
        var isVariable =
            settings is IConfigurationRoot root
            && root.Providers.OfType<EnvironmentVariablesConfigurationProvider>()
                .Any(variables => variables.GetChildKeys([], parent).Any(name => Same(name, given.Key)));
        var advice = Nearest(names, given.Key) is { } nearest
            ? $"Did you mean {section}:{nearest}?"
            : $"The settings of this section are {string.Join(", ", names.Order(StringComparer.Ordinal).Select(name => $"{section}:{name}"))}.";
        var sentence = $"There is no setting {given.Path}. {advice}";
        return isVariable ? sentence.Replace(":", "__", StringComparison.Ordinal) : sentence;
    }

    private static string? Nearest(IReadOnlyList<string> names, string given) =>
        names
            .Select(name => (Name: name, Distance: EditDistance.Between(name.ToUpperInvariant(), given.ToUpperInvariant())))
            .Where(each => each.Distance <= each.Name.Length / LettersATypo)
            .OrderBy(each => each.Distance)
            .Select(each => each.Name)
            .FirstOrDefault();

    private static IEnumerable<string> Values(IConfiguration settings)
    {
        foreach (var (key, property) in SettingNames.All)
        {
            if (property is not null && settings[key] is { } value && SettingValue.Fault(key, property, value) is { } fault)
                yield return fault;
        }
    }

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
