using System.Collections.Frozen;
using Matcher.Data.Domain;
using Matcher.Data.Reading;

namespace Matcher.Api.BatchRuns.WaitingLists;

/// <summary>
/// How a cell is turned into JSON. What can't be goes in as text, so that the request's reader says what is wrong with it.
/// </summary>
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

    /// <summary>A word of <see cref="ExperienceProfile"/>, or years.</summary>
    Experience,
}

/// <summary>A column that is a field of the request, or of the waiting list.</summary>
/// <param name="Name">Its name in the documentation.</param>
/// <param name="Group">The object that the field is in; null: the request itself.</param>
/// <param name="Field">The field.</param>
/// <param name="Form">How its cells are written.</param>
/// <param name="Spelling">The words that it takes, by their normal form.</param>
internal sealed record ListColumn(
    string Name,
    string? Group,
    string Field,
    CellForm Form,
    FrozenDictionary<string, string>? Spelling = null
)
{
    /// <summary>Every column, those of a group together, in the order of the request.</summary>
    public static IReadOnlyList<ListColumn> All { get; } =
    [
        new("reference", null, "reference", CellForm.Text) { OtherNames = ["ref", "reference number", "id"] },
        new("joined", null, "joined", CellForm.Date)
        {
            OtherNames =
            [
                "date joined",
                "joined on",
                "joined date",
                "date joined list",
                "waiting since",
                "timestamp",
                "submitted",
                "submitted at",
                "date submitted",
                "submission date",
                "completion time",
            ],
            // When somebody opened the form, as form tools call it; it may also be a time of somebody's day.
            LikelyNames = ["start time"],
        },
        new("priority", null, "priority", CellForm.Number),
        new("lowestRank", null, "lowestRank", CellForm.Number),
        new("postcode", "location", "postcode", CellForm.Text)
        {
            OtherNames = ["postal code", "school postcode", "your postcode", "workplace postcode"],
        },
        new("latitude", "location", "latitude", CellForm.Number) { OtherNames = ["lat"] },
        new("longitude", "location", "longitude", CellForm.Number) { OtherNames = ["long", "lng"] },
        new("maxDistanceMiles", null, "maxDistanceMiles", CellForm.Number)
        {
            Unit = NumberUnit.Miles,
            OtherNames =
            [
                "max distance",
                "max distance in miles",
                "maximum distance",
                "maximum distance miles",
                "maximum distance in miles",
                "max miles",
                "maximum miles",
                "travel distance",
                "max travel distance",
                "maximum travel distance",
                "how far would you travel",
                "how far can you travel",
                "how far are you willing to travel",
                "distance you would travel",
            ],
        },
        new("openToTravel", null, "openToTravel", CellForm.Flag) { OtherNames = ["open to travelling", "willing to travel"] },
        new("canStayOvernight", null, "canStayOvernight", CellForm.Flag) { OtherNames = ["stay overnight", "can you stay overnight"] },
        new("studyHoursPerWeek", "availability", "studyHoursPerWeek", CellForm.Number)
        {
            Unit = NumberUnit.Hours,
            OtherNames =
            [
                "study hours",
                "study hours a week",
                "weekly study hours",
                "hours of study per week",
                "hours per week",
                "hours a week",
                "hours per week you can study",
                "hours a week you can study",
                "how many hours a week can you study",
                "how many hours per week can you study",
            ],
        },
        new("sessionTypes", "availability", "sessionTypes", CellForm.Words, WrittenWord.Of<SessionType>())
        {
            OtherNames =
            [
                "session type",
                "types of session",
                "sessions you can attend",
                "when can you attend",
                "when are you available",
                "availability",
            ],
        },
        new("earliestStart", "availability", "earliestStart", CellForm.Date) { OtherNames = ["earliest start date"] },
        new("latestFinish", "availability", "latestFinish", CellForm.Date)
        {
            OtherNames = ["latest finish date", "latest end", "latest end date"],
        },
        new("unavailable", "availability", "unavailable", CellForm.Ranges) { OtherNames = ["unavailable dates", "dates unavailable"] },
        new("accreditation", "accreditation", "preferred", CellForm.Word, CellWords.Levels)
        {
            OtherNames =
            [
                "level",
                "preferred level",
                "preferred accreditation",
                "accreditation level",
                "level wanted",
                "which level would you prefer",
                "what level would you prefer",
            ],
        },
        new("accreditationRequired", "accreditation", "required", CellForm.Flag),
        new("sector", null, "sector", CellForm.Word, WrittenWord.Of<Sector>())
        {
            OtherNames =
            [
                "type of school",
                "school type",
                "type of school or college",
                "type of institution",
                "institution type",
                "setting",
            ],
        },
        new("profile", "experience", "profile", CellForm.Word, WrittenWord.Of<ExperienceProfile>()) { OtherNames = ["experience profile"] },
        new("yearsInCareers", "experience", "yearsInCareers", CellForm.Number)
        {
            Unit = NumberUnit.Years,
            OtherNames = ["years in careers work", "years in role", "years of experience", "years in careers role"],
        },
        new("experience", "experience", "profile", CellForm.Experience, WrittenWord.Of<ExperienceProfile>())
        {
            Unit = NumberUnit.Years,
            OtherNames = ["experience in careers", "careers experience", "experience in careers work", "how experienced are you"],
        },
        new("seniority", "experience", "seniority", CellForm.Word, WrittenWord.Of<Seniority>()),
        new(
            "highestCareersQualification",
            "experience",
            "highestCareersQualification",
            CellForm.Word,
            WrittenWord.Of<CareersQualification>()
        )
        {
            OtherNames = ["careers qualification"],
        },
        new("academicWriting", "experience", "academicWriting", CellForm.Word, WrittenWord.Of<AcademicWriting>()),
        new("balance", "preferences", "balance", CellForm.Word, WrittenWord.Of<Balance>()) { OtherNames = ["preferred balance"] },
        new("pace", "preferences", "pace", CellForm.Word, WrittenWord.Of<Pace>()) { OtherNames = ["preferred pace"] },
        new("providerType", "preferences", "providerType", CellForm.Word, WrittenWord.Of<ProviderType>())
        {
            OtherNames = ["type of provider", "preferred provider type"],
        },
        new("knownProviders", "preferences", "knownProviders", CellForm.Texts) { OtherNames = ["known provider"] },
        new("benchmarks", "preferences", "benchmarks", CellForm.Numbers) { OtherNames = ["gatsby benchmarks"] },
    ];

    private static readonly FrozenDictionary<string, ListColumn> ByName = All.SelectMany(column =>
            column.OtherNames.Prepend(column.Name).Select(name => KeyValuePair.Create(WrittenWord.Normal(name), column))
        )
        .ToFrozenDictionary();

    // What people put into brackets behind a name without changing its meaning; "km" and "mm/dd/yyyy" would change it.
    private static readonly FrozenSet<string> Units = new[]
    {
        "miles",
        "mi",
        "hours",
        "hrs",
        "hours per week",
        "hours a week",
        "per week",
        "years",
        "yrs",
        "date",
        "dd/mm/yyyy",
        "yyyy-mm-dd",
        "yes/no",
        "y/n",
        "optional",
        "required",
        "if any",
    }
        .Select(WrittenWord.Normal)
        .ToFrozenSet();

    /// <summary>What else it is called, where that has one plain meaning.</summary>
    public IReadOnlyList<string> OtherNames { get; init; } = [];

    /// <summary>What else may mean it, but may mean something else too.</summary>
    public IReadOnlyList<string> LikelyNames { get; init; } = [];

    /// <summary>In which unit its numbers may be written.</summary>
    public NumberUnit Unit { get; init; }

    /// <summary>The JSON path of the field in the request.</summary>
    public string Path { get; } = Group is null ? $"$.{Field}" : $"$.{Group}.{Field}";

    /// <summary>
    /// Whether a person can be ranked without it, and nobody else comes before them for that: not where they are, and not what decides who
    /// comes first.
    /// </summary>
    public bool IsOptional => Group != "location" && Name is not ("reference" or "joined" or "priority" or "lowestRank");

    /// <summary>
    /// The column of a name, in any case, whatever spaces, line breaks, dashes, underscores and invisible characters are in it, with or
    /// without its unit in brackets and a mark such as * or ? behind it; null when it is not one of the request's.
    /// </summary>
    public static ListColumn? Find(string name)
    {
        var normal = WrittenWord.Normal(name).TrimEnd('?', ':', '*', '.');
        if (ByName.GetValueOrDefault(normal) is { } column)
            return column;
        var bracket = normal.IndexOfAny(['(', '[']);
        return bracket > 0 && normal[^1] is ')' or ']' && Units.Contains(normal[(bracket + 1)..^1])
            ? ByName.GetValueOrDefault(normal[..bracket].TrimEnd('?', ':', '*', '.'))
            : null;
    }

    /// <summary>Whether what is at a JSON path of the request comes from this column.</summary>
    public bool Holds(string path) =>
        IsWithin(path, Path) || (Form == CellForm.Experience && IsWithin(path, "$.experience.yearsInCareers"));

    /// <summary>Whether a name is the column's own, however it is spelled.</summary>
    public bool IsCalled(string name) => WrittenWord.Normal(name) == WrittenWord.Normal(Name);

    private static bool IsWithin(string path, string of) =>
        path.StartsWith(of, StringComparison.Ordinal) && (path.Length == of.Length || path[of.Length] is '.' or '[');
}
