using System.Collections.Frozen;
using Matcher.Api.Recommendations;
using Matcher.Data.Domain;

namespace Matcher.Api.BatchRuns.WaitingLists;

/// <summary>How a cell is turned into JSON. What can't be goes in as text, so that the request's reader says what is wrong with it.</summary>
internal enum CellForm
{
    Text,
    Number,
    Flag,
    Date,
    Word,
    Words,
    Numbers,
    Texts,
    Ranges,
}

/// <summary>A column that is a field of the request, or of the waiting list.</summary>
/// <param name="Name">Its name in the documentation.</param>
/// <param name="Group">The object that the field is in; null: the request itself.</param>
/// <param name="Field">The field.</param>
/// <param name="Form">How its cells are written.</param>
/// <param name="Spelling">The words that it takes, by their normal form.</param>
internal sealed record ListColumn(string Name, string? Group, string Field, CellForm Form, FrozenDictionary<string, string>? Spelling = null)
{
    /// <summary>Every column, those of a group together, in the order of the request.</summary>
    public static IReadOnlyList<ListColumn> All { get; } =
    [
        new("reference", null, "reference", CellForm.Text),
        new("joined", null, "joined", CellForm.Date),
        new("priority", null, "priority", CellForm.Number),
        new("lowestRank", null, "lowestRank", CellForm.Number),
        new("postcode", "location", "postcode", CellForm.Text),
        new("latitude", "location", "latitude", CellForm.Number),
        new("longitude", "location", "longitude", CellForm.Number),
        new("maxDistanceMiles", null, "maxDistanceMiles", CellForm.Number),
        new("openToTravel", null, "openToTravel", CellForm.Flag),
        new("canStayOvernight", null, "canStayOvernight", CellForm.Flag),
        new("studyHoursPerWeek", "availability", "studyHoursPerWeek", CellForm.Number),
        new("sessionTypes", "availability", "sessionTypes", CellForm.Words, Spell<SessionType>()),
        new("earliestStart", "availability", "earliestStart", CellForm.Date),
        new("latestFinish", "availability", "latestFinish", CellForm.Date),
        new("unavailable", "availability", "unavailable", CellForm.Ranges),
        new("accreditation", "accreditation", "preferred", CellForm.Word, Spell<PreferredAccreditation>()),
        new("accreditationRequired", "accreditation", "required", CellForm.Flag),
        new("sector", null, "sector", CellForm.Word, Spell<Sector>()),
        new("profile", "experience", "profile", CellForm.Word, Spell<ExperienceProfile>()),
        new("yearsInCareers", "experience", "yearsInCareers", CellForm.Number),
        new("seniority", "experience", "seniority", CellForm.Word, Spell<Seniority>()),
        new("highestCareersQualification", "experience", "highestCareersQualification", CellForm.Word, Spell<CareersQualification>()),
        new("academicWriting", "experience", "academicWriting", CellForm.Word, Spell<AcademicWriting>()),
        new("balance", "preferences", "balance", CellForm.Word, Spell<Balance>()),
        new("pace", "preferences", "pace", CellForm.Word, Spell<Pace>()),
        new("providerType", "preferences", "providerType", CellForm.Word, Spell<ProviderType>()),
        new("knownProviders", "preferences", "knownProviders", CellForm.Texts),
        new("benchmarks", "preferences", "benchmarks", CellForm.Numbers),
    ];

    private static readonly FrozenDictionary<string, ListColumn> ByName = All
        .Select(column => (Normal(column.Name), column))
        .Concat([("preferredaccreditation", Of("accreditation")), ("level", Of("accreditation"))])
        .ToFrozenDictionary(pair => pair.Item1, pair => pair.Item2);

    /// <summary>Where the field stands in the request, as a JSON path.</summary>
    public string Path { get; } = Group is null ? $"$.{Field}" : $"$.{Group}.{Field}";

    /// <summary>The column of a name, in any case, with or without spaces, hyphens and underscores; null when it is none of the request's.</summary>
    public static ListColumn? Find(string name) => ByName.GetValueOrDefault(Normal(name));

    /// <summary>A name or word without what people vary in it.</summary>
    public static string Normal(string name) => string.Concat(name.Where(letter => letter is not (' ' or '-' or '_' or '\u00A0'))).ToLowerInvariant();

    private static ListColumn Of(string name) => All.First(column => column.Name == name);

    private static FrozenDictionary<string, string> Spell<T>()
        where T : struct, Enum => Data.Domain.Words.All<T>().ToFrozenDictionary(Normal);
}
