using System.Text.Json.Nodes;
using Matcher.Data;
using Matcher.Data.Catalogues;
using Matcher.Data.Domain;
using Matcher.Data.Places;
using Matcher.Data.Text;

namespace Matcher.Benchmarks.Load;

/// <summary>
/// Makes valid requests over all fields but the limit, at homes all over England. A field is given or not by chance: nobody knows
/// what people will leave out, and a parser's work depends on it.
/// </summary>
internal sealed class RequestBodies
{
    private const int FurthestStartDays = 200;
    private readonly Random dice;
    private readonly IReadOnlyList<District> districts = Gazetteer.Read(DataFiles.Gazetteer).Districts;
    private readonly IReadOnlyList<Provider> providers = CatalogueFolder.Load(DataFiles.Catalogue).Providers;
    private readonly DateOnly today;

    /// <summary>Makes the same requests for the same seed and day.</summary>
    public RequestBodies(int seed, DateOnly today) => (dice, this.today) = (new Random(seed), today);

    /// <summary>The next request, as JSON without line breaks.</summary>
    public string Next()
    {
        var body = new JsonObject { ["location"] = Location() };
        Perhaps(body, "maxDistanceMiles", () => dice.Next(20, 300));
        Perhaps(body, "openToTravel", Flag);
        Perhaps(body, "canStayOvernight", Flag);
        Perhaps(body, "availability", Availability);
        Perhaps(
            body,
            "accreditation",
            () =>
                Filled(
                    new(),
                    level =>
                    {
                        level["preferred"] = dice.Next(4) == 0 ? "noPreference" : Word<Accreditation>();
                        Perhaps(level, "required", () => dice.Next(5) == 0);
                    }
                )
        );
        Perhaps(body, "sector", Word<Sector>);
        Perhaps(
            body,
            "experience",
            () =>
                Filled(
                    new(),
                    experience =>
                    {
                        Perhaps(experience, "profile", Word<ExperienceProfile>);
                        Perhaps(experience, "yearsInCareers", () => dice.Next(0, 31));
                        Perhaps(experience, "seniority", Word<Seniority>);
                        Perhaps(experience, "highestCareersQualification", Word<CareersQualification>);
                        Perhaps(experience, "academicWriting", Word<AcademicWriting>);
                    }
                )
        );
        Perhaps(
            body,
            "preferences",
            () =>
                Filled(
                    new(),
                    preferences =>
                    {
                        Perhaps(preferences, "balance", Word<Balance>);
                        Perhaps(preferences, "pace", Word<Pace>);
                        Perhaps(preferences, "providerType", Word<ProviderType>);
                        Perhaps(
                            preferences,
                            "knownProviders",
                            () => Several(dice.Next(0, 3), i => providers[(i + dice.Next(providers.Count - 2)) % providers.Count].Id)
                        );
                        Perhaps(preferences, "benchmarks", () => Several(dice.Next(1, 4), i => 1 + 2 * i + dice.Next(2)));
                    }
                )
        );
        return body.ToJsonString();
    }

    private JsonObject Location()
    {
        var district = districts[dice.Next(districts.Count)];
        return dice.Next(5) == 0
            ? new() { ["latitude"] = district.Position.Latitude, ["longitude"] = district.Position.Longitude }
            : new() { ["postcode"] = dice.Next(2) == 0 ? district.Name : $"{district.Name} {dice.Next(1, 10)}AB" };
    }

    private JsonObject Availability() =>
        Filled(
            new(),
            availability =>
            {
                Perhaps(availability, "studyHoursPerWeek", () => dice.Next(0, 13) / 2.0);
                Perhaps(availability, "sessionTypes", () => Several(dice.Next(2, 6), i => EnumNames.All<SessionType>()[^(i + 1)]));
                var start = today.AddDays(dice.Next(FurthestStartDays));
                Perhaps(availability, "earliestStart", () => $"{start:yyyy-MM-dd}");
                Perhaps(availability, "latestFinish", () => $"{start.AddDays(dice.Next(150, 500)):yyyy-MM-dd}");
                Perhaps(
                    availability,
                    "unavailable",
                    () =>
                        Several(
                            dice.Next(1, 5),
                            i => new JsonObject
                            {
                                ["from"] = $"{start.AddDays(40 * i):yyyy-MM-dd}",
                                ["to"] = $"{start.AddDays(40 * i + dice.Next(14)):yyyy-MM-dd}",
                            }
                        )
                );
            }
        );

    private static JsonObject Filled(JsonObject fields, Action<JsonObject> fill)
    {
        fill(fields);
        return fields;
    }

    private static JsonArray Several<T>(int count, Func<int, T> item) =>
        [.. Enumerable.Range(0, count).Select(i => item(i) as JsonNode ?? JsonValue.Create(item(i)))];

    private void Perhaps<T>(JsonObject fields, string name, Func<T> value)
    {
        if (dice.Next(3) > 0)
            fields[name] = value() is var made && made is JsonNode node ? node : JsonValue.Create(made);
    }

    private bool Flag() => dice.Next(2) == 0;

    private string Word<T>()
        where T : struct, Enum => EnumNames.All<T>()[dice.Next(EnumNames.All<T>().Count)];
}
