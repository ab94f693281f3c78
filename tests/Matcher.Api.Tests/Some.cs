using System.Text.Json.Nodes;
using CsCheck;
using Matcher.Api.Tests.Catalogues;

namespace Matcher.Api.Tests;

/// <summary>Requests to start a story from.</summary>
internal static class Some
{
    private static readonly string[] Sectors =
    [
        "secondary",
        "sixthFormCollege",
        "furtherEducation",
        "special",
        "alternativeProvision",
        "utc",
        "boarding",
        "independent",
    ];
    private static readonly string[] Levels = ["nonAccredited", "level6", "level7", "noPreference"];
    private static readonly string[] SessionTypes =
    [
        "weekdayFullDay",
        "weekdayHalfDay",
        "twoDaysBackToBack",
        "twilight",
        "weekend",
        "online",
    ];

    /// <summary>Nothing but a location.</summary>
    public static JsonObject Request(string postcode = "BN3") => new() { ["location"] = new JsonObject { ["postcode"] = postcode } };

    public static JsonObject Sample(string name) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(Data.DataFiles.Samples, $"{name}.json")))!.AsObject();

    /// <summary>Anybody anywhere in England, with any of the fields left out.</summary>
    public static Gen<JsonObject> AnyRequest { get; } =
        Gen.Select(
            Gen.Int[0, CatalogueFiles.Outcodes.Length - 1],
            Gen.Int[0, int.MaxValue],
            (district, seed) => new RequestDraw(new Random(seed)).Request(CatalogueFiles.Outcodes[district])
        );

    private sealed class RequestDraw(Random random)
    {
        public JsonObject Request(string outcode)
        {
            var request = Some.Request(outcode);
            if (Says())
            {
                request["maxDistanceMiles"] =
                    random.Next(2) == 0 ? random.Next(0, 200) : Math.Round(random.NextDouble() * 100, random.Next(0, 4));
            }

            if (Says())
                request["openToTravel"] = Says();
            if (Says())
                request["canStayOvernight"] = Says();
            var availability = Availability();
            if (Says())
                request["availability"] = availability;
            if (Says())
                request["accreditation"] = new JsonObject { ["preferred"] = Pick(Levels), ["required"] = random.Next(5) == 0 };
            if (Says())
                request["sector"] = Pick(Sectors);
            if (Says())
                request["experience"] = Experience();
            if (Says())
                request["preferences"] = Preferences();
            request["limit"] = 100;
            return request;
        }

        private JsonObject Availability()
        {
            var availability = new JsonObject();
            if (Says())
                availability["studyHoursPerWeek"] = Math.Round(random.NextDouble() * 7, random.Next(0, 3));
            if (Says())
                availability["sessionTypes"] = Each(SessionTypes, 0.6);
            if (random.Next(4) == 0)
                availability["earliestStart"] = Day(-30, 300);
            if (random.Next(4) == 0)
                availability["latestFinish"] = Day(300, 700);
            if (Says())
            {
                availability["unavailable"] = new JsonArray([
                    .. Enumerable
                        .Range(0, random.Next(1, 4))
                        .Select(_ => Day(0, 500))
                        .Select(from => new JsonObject
                        {
                            ["from"] = from,
                            ["to"] = DateOnly.Parse(from, null).AddDays(random.Next(0, 40)).ToString("yyyy-MM-dd", null),
                        }),
                ]);
            }
            return availability;
        }

        private JsonObject Experience() =>
            new()
            {
                ["profile"] = Pick(["newbie", "oldHand", "careersSpecialist"]),
                ["yearsInCareers"] = random.Next(0, 30),
                ["seniority"] = Pick(["junior", "middle", "senior", "multiSite"]),
                ["highestCareersQualification"] = Pick(["none", "level4", "level6", "level7"]),
                ["academicWriting"] = Pick(["rusty", "some", "confident"]),
            };

        private JsonObject Preferences() =>
            new()
            {
                ["balance"] = Pick(["practical", "balanced", "theoretical"]),
                ["pace"] = Pick(["quick", "spreadOut"]),
                ["providerType"] = Pick(["careersSpecialist", "university", "leadershipAndManagement", null]),
                ["knownProviders"] = Each(CatalogueFiles.Providers.Keys.ToList(), 0.1),
                ["benchmarks"] = Each([1, 2, 3, 4, 5, 6, 7, 8], 0.3),
            };

        private bool Says() => random.Next(2) == 0;

        private string? Pick(string?[] items) => items[random.Next(items.Length)];

        private JsonArray Each<T>(IReadOnlyList<T> items, double share) =>
            [.. items.Where(_ => random.NextDouble() < share).Select(item => JsonValue.Create(item))];

        private string Day(int from, int to) => RunningApi.Today.AddDays(random.Next(from, to)).ToString("yyyy-MM-dd", null);
    }
}
