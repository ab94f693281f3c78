using Matcher.Data.Csv;
using Matcher.Data.Domain;
using Matcher.Data.Places;

namespace Matcher.Data.Catalogues;

/// <summary>What reading a catalogue gave: the catalogue, or the faults that keep it from being one.</summary>
/// <param name="Catalogue">Null exactly when there are faults.</param>
/// <param name="Faults">Everything that is wrong, file by file.</param>
public sealed record CatalogueReading(Catalogue? Catalogue, IReadOnlyList<Fault> Faults)
{
    /// <summary>What is probably a mistake, whether there are faults or not.</summary>
    public CatalogueWarnings Warnings { get; init; } = new();
}

/// <summary>Reads a folder of CSV files as a catalogue. The README of the folder <c>data</c> explains the columns.</summary>
public sealed class CatalogueFolder
{
    /// <summary>The most cohorts a catalogue may have: as many as the scoring contract takes at once.</summary>
    public const int MostCohorts = 10_000;

    private const string AboutFile = "about.csv";
    private const string ProvidersFile = "providers.csv";
    internal const string CoursesFile = "courses.csv";
    internal const string VenuesFile = "venues.csv";
    internal const string CohortsFile = "cohorts.csv";
    internal const string SessionsFile = "sessions.csv";
    private const string TermsFile = "terms.csv";

    /// <summary>The files of a catalogue.</summary>
    internal static readonly string[] Files = [AboutFile, ProvidersFile, CoursesFile, VenuesFile, CohortsFile, SessionsFile, TermsFile];

    private readonly string folder;
    private readonly bool isStored;
    private readonly List<Fault> faults = [];
    private readonly CatalogueWarnings warnings = new();
    private readonly Dictionary<string, CsvRow[]> rowsByFile = [];
    private readonly CatalogueVersion version = new();

    private CatalogueFolder(string folder, bool isStored) => (this.folder, this.isStored) = (folder, isStored);

    /// <summary>Reads all of it, whatever is wrong with it.</summary>
    public static CatalogueReading Read(string folder) => Read(folder, isStored: false);

    /// <summary>Reads all of it, whatever is wrong with it.</summary>
    /// <param name="folder">Where its files are.</param>
    /// <param name="isStored">Whether a run was begun with it: it is then as good as it was, whatever rules have come since.</param>
    internal static CatalogueReading Read(string folder, bool isStored)
    {
        if (!Directory.Exists(folder))
        {
            return new(
                null,
                [new Fault(folder, 0, "", "", "This folder does not exist. Name a folder that holds the catalogue's CSV files.")]
            );
        }

        var reader = new CatalogueFolder(folder, isStored);
        var catalogue = reader.Read();
        return new(reader.faults.Count == 0 ? catalogue : null, reader.faults) { Warnings = reader.warnings };
    }

    /// <summary>Reads a catalogue that must be without fault.</summary>
    /// <exception cref="InvalidDataException">It is not; the message lists the faults.</exception>
    public static Catalogue Load(string folder)
    {
        var (catalogue, faults) = Read(folder);
        return catalogue ?? throw Unusable(folder, faults);
    }

    /// <summary>Says that a catalogue is faulty.</summary>
    internal static InvalidDataException Unusable(string where, IReadOnlyList<Fault> faults) =>
        new($"The catalogue in {where} can't be used:{Environment.NewLine}{string.Join(Environment.NewLine, faults)}");

    private Catalogue Read()
    {
        var about = ReadAbout();
        var providers = ById(
            ProvidersFile,
            ["id", "name", "type", "coverage", "region"],
            (row, id) =>
                new Provider(id, row.Text("name"), row.Word<ProviderType>("type"), row.Word<Coverage>("coverage"), row.Region("region"))
        );
        var venues = ById(
            VenuesFile,
            ["id", "name", "region", "latitude", "longitude", "nearStation"],
            (row, id) =>
                new Venue(id, row.Text("name"), row.Region("region"), row.Position("latitude", "longitude"), row.Flag("nearStation"))
        );
        var courses = ReadCourses(providers);
        var sessions = SessionTable.Read(Rows(SessionsFile, SessionTable.Columns));
        var terms = ReadTerms();
        var cohorts = ById(CohortsFile, CohortTable.Columns, (row, id) => CohortTable.Read(row, id, courses, venues, sessions));
        SessionTable.CheckCohorts(sessions, cohorts);
        if (cohorts.Values.Count() > MostCohorts)
        {
            faults.Add(
                new(
                    CohortsFile,
                    0,
                    "",
                    "",
                    $"There are more than {MostCohorts} cohorts, which is all that can be ranked at once. Leave out those that are over."
                )
            );
        }

        FindWarnings(about, cohorts, sessions);
        return new Catalogue
        {
            Version = version.ToString(),
            About = about,
            Providers = [.. providers.Values],
            Courses = [.. courses.Values],
            Cohorts = [.. cohorts.Values],
            SchoolTerms = terms,
        };
    }

    private void FindWarnings(About about, Definitions<Cohort> cohorts, Dictionary<string, List<SessionRow>> sessions)
    {
        if (IsReadWhole(CoursesFile))
        {
            warnings.CheckReferences(
                rowsByFile[ProvidersFile],
                rowsByFile[CoursesFile],
                "provider",
                $"{CoursesFile} has no course of this provider, so it is never recommended. Add its courses there, or remove it here."
            );
        }
        if (IsReadWhole(CohortsFile))
        {
            warnings.CheckReferences(
                rowsByFile[CoursesFile],
                rowsByFile[CohortsFile],
                "course",
                $"{CohortsFile} has no cohort of this course, so it is never recommended. Add its cohorts there, or remove it here."
            );
        }
        // A sample whose dates move has cohorts that have begun on every day, and nobody keeps count of their places.
        if (about.MovesFrom is null)
            warnings.CheckBegun(rowsByFile[CohortsFile], cohorts);
        warnings.CheckSessions(sessions.Values);
    }

    // A fault of no column is of a whole row, or of the whole file; a fault of the heading is of every row.
    private bool IsReadWhole(string file) => !faults.Exists(fault => fault.File == file && (fault.Column.Length == 0 || fault.Row <= 1));

    private About ReadAbout()
    {
        string[] optional = ["fundingAsOf", "fundingSource", "benchmarkEdition"];
        var rows = Rows(
            AboutFile,
            ["illustrative", "movesFrom", "bursaryPounds", "onlineIntroductionTitle", "onlineIntroductionHours", .. optional],
            optional
        );
        if (rows.Length != 1)
        {
            if (rows.Length > 1)
                rows[1].AddError("illustrative", "There is more than one row. Keep one.");
            return new(true, null, 0, "", 0);
        }
        var row = rows[0];
        var movesFrom = row.Dates("movesFrom");
        if (movesFrom.Count > 1)
            row.AddError("movesFrom", "Write one date, or none.");
        // A fault and no warning, as every answer would be wrong: real cohorts would be offered on days on which they do not meet.
        if (movesFrom.Count > 0 && !isStored && !row.HasFault("illustrative", "movesFrom") && !row.Flag("illustrative"))
        {
            row.AddError(
                "movesFrom",
                "Only an illustrative catalogue has dates that move. Empty this cell, so that the dates of your cohorts stay as you write them."
            );
        }
        var fundingAsOf = row.Dates("fundingAsOf");
        if (fundingAsOf.Count > 1)
            row.AddError("fundingAsOf", "Write one date, or none.");
        return new(
            row.Flag("illustrative"),
            movesFrom.Count == 0 ? null : movesFrom[0],
            row.WholeNumber("bursaryPounds", 0, 100_000),
            row.Text("onlineIntroductionTitle"),
            row.Number("onlineIntroductionHours", 0, 1_000)
        )
        {
            FundingAsOf = fundingAsOf.Count == 0 ? null : fundingAsOf[0],
            FundingSource = row.Has("fundingSource") ? row.Text("fundingSource") : null,
            BenchmarkEdition = row.Has("benchmarkEdition") ? row.Word<BenchmarkEdition>("benchmarkEdition") : null,
        };
    }

    private Definitions<Course> ReadCourses(Definitions<Provider> providers)
    {
        string[] columns =
        [
            "id",
            "provider",
            "title",
            "accreditation",
            "credits",
            "delivery",
            "contactHours",
            "selfStudyHoursPerWeek",
            "balance",
            "sectors",
            "benchmarks",
            "catchUp",
            "satisfactionPercent",
        ];
        return ById(
            CoursesFile,
            columns,
            (row, id) =>
            {
                var provider = row.Reference("provider", providers, ProvidersFile);
                var accreditation = row.Word<Accreditation>("accreditation");
                var credits = row.WholeNumber("credits", 0, 120);
                if (!row.HasFault("accreditation", "credits") && accreditation == Accreditation.NonAccredited != (credits == 0))
                    row.AddError("credits", "A non-accredited course has 0 credits, any other more.");
                var course = new Course
                {
                    Id = id,
                    Provider = provider!,
                    Title = row.Text("title"),
                    Accreditation = accreditation,
                    Credits = credits,
                    Delivery = row.Word<Delivery>("delivery"),
                    ContactHours = row.Number("contactHours", 1, 1_000),
                    SelfStudyHoursPerWeek = row.Number("selfStudyHoursPerWeek", 0, 40),
                    Balance = row.Word<Balance>("balance"),
                    Sectors = row.WordList<Sector>("sectors"),
                    Benchmarks = row.WholeNumbers("benchmarks", 1, 8),
                    CatchUp = row.Word<CatchUp>("catchUp"),
                    SatisfactionPercent = row.Number("satisfactionPercent", 0, 100),
                };
                return provider is null ? null : course;
            }
        );
    }

    private List<Term> ReadTerms()
    {
        var terms = new List<Term>();
        foreach (var row in Rows(TermsFile, ["term", "startsOn", "endsOn", "halfTermFrom", "halfTermTo"]))
        {
            var name = row.Text("term");
            if (name is not ("autumn" or "spring" or "summer"))
                row.AddError("term", "Write autumn, spring or summer.");
            if (Range(row, "startsOn", "endsOn") is not { } days || Range(row, "halfTermFrom", "halfTermTo") is not { } halfTerm)
                continue;
            if (halfTerm.From <= days.From || halfTerm.To >= days.To)
                row.AddError("halfTermFrom", "Half-term lies within the term. Correct the dates.");
            if (terms.Exists(term => term.Days.From <= days.To && days.From <= term.Days.To))
                row.AddError("startsOn", "The term overlaps another. Correct the dates.");
            terms.Add(new(name, days, halfTerm));
        }
        return [.. terms.OrderBy(term => term.Days.From)];
    }

    private static DateRange? Range(CsvRow row, string from, string to)
    {
        var (first, last) = (row.Date(from), row.Date(to));
        if (first <= last)
            return new(first, last);
        row.AddError(to, $"The last day comes before the first, in {from}. Correct one of them.");
        return null;
    }

    private Definitions<T> ById<T>(string file, string[] columns, Func<CsvRow, string, T?> read)
        where T : class
    {
        var items = new Definitions<T>();
        foreach (var row in Rows(file, columns))
        {
            var id = row.Id("id");
            items.IsComplete &= !row.HasFault("id");
            var item = read(row, id);
            if (!items.TryAdd(id, row.IsFaulty ? null : item))
                row.AddError("id", "Another row has this id. Give each its own.");
        }
        // A fault of no column is of a whole row, or of the whole file.
        items.IsComplete &= !faults.Exists(fault => fault.File == file && fault.Column.Length == 0);
        return items;
    }

    private CsvRow[] Rows(string file, string[] columns, params string[] optional)
    {
        CsvRow[] rows = [.. CsvTable.Read(Path.Combine(folder, file), columns, faults, optional)];
        if (rows.Length == 0 && !faults.Exists(fault => fault.File == file))
            faults.Add(new(file, 0, "", "", "There is nothing below the heading. Add a row for each."));
        version.Add(file, rows);
        return rowsByFile[file] = rows;
    }
}
