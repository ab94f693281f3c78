using System.CommandLine;
using System.Globalization;
using Matcher.Api.Http;
using Matcher.Data;
using Matcher.Data.Places;

namespace Matcher.Api.BatchRuns.WaitingLists;

/// <summary>Makes up waiting lists of any length, to try and to measure with: nobody in them exists.</summary>
internal static class SampleList
{
    private static readonly string[] Columns =
    [
        "reference",
        "joined",
        "priority",
        "postcode",
        "maxDistanceMiles",
        "canStayOvernight",
        "studyHoursPerWeek",
        "sessionTypes",
        "earliestStart",
        "accreditation",
        "sector",
        "profile",
        "yearsInCareers",
        "seniority",
        "academicWriting",
        "balance",
        "pace",
        "benchmarks",
    ];

    // Up to this day people have joined: what is written depends on no clock.
    private static readonly DateOnly LastDay = new(2026, 11, 1);
    private const int DaysOfWaiting = 540;

    // Table 1.2 of the evaluation (Institute for Employment Studies, 2020): what 52 Careers Leaders chose, and who they were. Profiles are
    // assumed.
    private static readonly (string Word, int Weight)[] Levels = [("level6", 39), ("level7", 7), ("nonAccredited", 6)];
    private static readonly (string Word, int Weight)[] Sectors =
    [
        ("secondary", 33),
        ("furtherEducation", 11),
        ("special", 4),
        ("alternativeProvision", 2),
        ("boarding", 1),
        ("utc", 1),
    ];
    private static readonly (string Word, int Weight)[] Seniorities = [("middle", 33), ("senior", 18), ("multiSite", 1)];
    private static readonly (string Word, int Weight)[] Profiles = [("newbie", 3), ("oldHand", 1), ("careersSpecialist", 1)];
    private static readonly string[] Kinds = ["weekdayFullDay", "weekdayHalfDay", "twoDaysBackToBack", "twilight", "weekend", "online"];

    /// <summary>The command <c>sample</c>.</summary>
    public static Command Command()
    {
        var people = new Option<int>("--people") { Description = "How many, 1 to 10,000,000.", Required = true };
        var seed = new Option<int>("--seed") { Description = "The same seed makes the same list.", DefaultValueFactory = _ => 1 };
        people.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 10_000_000)
                result.AddError("--people is a number from 1 to 10,000,000.");
        });
        var sample = new Command("sample", "Writes a made-up waiting list as CSV to standard output.") { people, seed };
        sample.SetAction(
            async (parsed, cancellation) =>
            {
                await using var output = Console.OpenStandardOutput();
                await Write(output, Gazetteer.Read(DataFiles.Gazetteer), parsed.GetValue(people), parsed.GetValue(seed), cancellation);
                return 0;
            }
        );
        return sample;
    }

    /// <summary>Writes a list.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="gazetteer">Where people may live: more of them where there are more postcodes.</param>
    /// <param name="people">How many.</param>
    /// <param name="seed">The same makes the same list.</param>
    /// <param name="cancellation">Ends the writing.</param>
    public static async Task Write(Stream output, Gazetteer gazetteer, int people, int seed, CancellationToken cancellation)
    {
        var random = new Random(seed);
        var sums = new int[gazetteer.Districts.Count];
        for (var i = 0; i < sums.Length; i++)
            sums[i] = (i == 0 ? 0 : sums[i - 1]) + gazetteer.Districts[i].Postcodes;
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        var csv = new SafeCsvWriter(buffer);
        csv.Begin();
        foreach (var column in Columns)
            csv.Cell(column);
        csv.EndRow();
        for (var person = 1; person <= people; person++)
        {
            Write(csv, random, person, District(gazetteer, sums, random));
            if (buffer.WrittenCount < 64 * 1024 && person < people)
                continue;
            await output.WriteAsync(buffer.WrittenMemory, cancellation);
            buffer.ResetWrittenCount();
        }
    }

    private static void Write(SafeCsvWriter csv, Random random, int person, string district)
    {
        csv.Cell(string.Create(CultureInfo.InvariantCulture, $"CL-{person:D7}"));
        csv.Cell(LastDay.AddDays(-random.Next(DaysOfWaiting)));
        if (random.Next(10) == 0)
            csv.Cell(random.Next(1, 4));
        else
            csv.Empty();
        csv.Cell(district);
        Sometimes(0.4, () => csv.Cell(10 * random.Next(1, 11)));
        Sometimes(0.3, () => csv.Cell(random.Next(2) == 0 ? "yes" : "no"));
        Sometimes(0.6, () => csv.Cell(random.Next(1, 9)));
        Sometimes(0.5, () => csv.Cell(string.Join(' ', Kinds.Where(kind => kind == "online" || random.Next(2) == 0))));
        Sometimes(0.2, () => csv.Cell(LastDay.AddDays(random.Next(30, 150))));
        Sometimes(0.8, () => csv.Cell(Draw(Levels)));
        Sometimes(0.9, () => csv.Cell(Draw(Sectors)));
        Sometimes(0.7, () => csv.Cell(Draw(Profiles)));
        Sometimes(0.5, () => csv.Cell(random.Next(0, 25)));
        Sometimes(0.7, () => csv.Cell(Draw(Seniorities)));
        Sometimes(
            0.4,
            () =>
                csv.Cell(
                    random.Next(3) switch
                    {
                        0 => "rusty",
                        1 => "some",
                        _ => "confident",
                    }
                )
        );
        Sometimes(
            0.4,
            () =>
                csv.Cell(
                    random.Next(3) switch
                    {
                        0 => "practical",
                        1 => "balanced",
                        _ => "theoretical",
                    }
                )
        );
        Sometimes(0.3, () => csv.Cell(random.Next(2) == 0 ? "quick" : "spreadOut"));
        Sometimes(0.3, () => csv.Cell(string.Join(' ', Enumerable.Range(1, 8).Where(_ => random.Next(4) == 0))));
        csv.EndRow();

        void Sometimes(double probability, Action write)
        {
            if (random.NextDouble() < probability)
                write();
            else
                csv.Empty();
        }

        string Draw((string Word, int Weight)[] words)
        {
            var left = random.Next(words.Sum(word => word.Weight));
            foreach (var (word, weight) in words)
            {
                if ((left -= weight) < 0)
                    return word;
            }

            return words[^1].Word;
        }
    }

    private static string District(Gazetteer gazetteer, int[] sums, Random random)
    {
        var place = Array.BinarySearch(sums, random.Next(sums[^1]));
        return gazetteer.Districts[place < 0 ? ~place : place + 1].Name;
    }
}
