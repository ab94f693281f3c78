using System.Text.Json;
using Matcher.Api.Http;
using Matcher.Api.Postcodes;
using Matcher.Data.Domain;
using Matcher.Data.Places;
using Matcher.Data.Text;

namespace Matcher.Api.Recommendations;

/// <summary>Reads a request and finds every fault in it, not only the first.</summary>
internal static class RequestReader
{
    private const string GivePostcode =
        "Give a whole postcode such as BN3 1TL or a district such as BN3, or replace it by a latitude and a longitude.";

    private const string LeavePostcodeOut = "Leave it out: the coordinate is enough.";

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 64 };

    /// <summary>Reads the body.</summary>
    /// <param name="body">JSON in UTF-8.</param>
    /// <param name="faults">Where every fault is added.</param>
    /// <param name="readMore">Reads further fields beside the request's; null: none.</param>
    /// <returns>The request, within all bounds; null exactly when a fault was added.</returns>
    public static RecommendationRequest? Read(
        ReadOnlyMemory<byte> body,
        ICollection<FieldFault> faults,
        Action<JsonFields>? readMore = null
    )
    {
        var request = ReadPartly(body, faults, readMore);
        return faults.Count == 0 ? request : null;
    }

    /// <summary>Reads the body as far as it can be read, so that what is right in it can be checked further.</summary>
    /// <param name="body">JSON in UTF-8.</param>
    /// <param name="faults">Where every fault is added.</param>
    /// <param name="readMore">Reads further fields beside the request's; null: none.</param>
    /// <returns>The request, with null for each faulty field; null when the body is not an object.</returns>
    public static RecommendationRequest? ReadPartly(
        ReadOnlyMemory<byte> body,
        ICollection<FieldFault> faults,
        Action<JsonFields>? readMore = null
    )
    {
        while (body.Span.StartsWith("\uFEFF"u8))
            body = body[3..];
        if (body.Span.Trim(" \t\r\n"u8).IsEmpty)
        {
            faults.Add(new("$", "The body is empty.", "Send a JSON object with at least a location."));
            return null;
        }
        try
        {
            using var document = JsonDocument.Parse(body, Options);
            return JsonFields.Read<RecommendationRequest>(
                document.RootElement,
                faults,
                readMore is null
                    ? ReadRequest
                    : fields =>
                    {
                        readMore(fields);
                        return ReadRequest(fields);
                    }
            );
        }
        catch (JsonException error)
        {
            var where = error is { LineNumber: { } line, BytePositionInLine: { } position }
                ? $" near line {line + 1}, byte {position + 1}"
                : "";
            faults.Add(
                new(
                    "$",
                    $"The body is not well-formed JSON{where}.",
                    "Check quotation marks, commas and brackets. Objects and lists may be nested at most 64 deep."
                )
            );
            return null;
        }
        catch (InvalidOperationException)
        {
            // A field's name with half of a surrogate pair in it, or bytes that are not UTF-8.
            faults.Add(new("$", "The body is not valid Unicode text.", "Send UTF-8, and correct escapes that start with \\u."));
            return null;
        }
    }

    private static RecommendationRequest ReadRequest(JsonFields fields) =>
        new()
        {
            Location = fields.RequiredObject("location", ReadLocation) ?? new(),
            MaxDistanceMiles = fields.Number("maxDistanceMiles", 0, RequestLimits.MostMiles),
            OpenToTravel = fields.Flag("openToTravel"),
            CanStayOvernight = fields.Flag("canStayOvernight"),
            Availability = fields.Object("availability", ReadAvailability),
            Accreditation = fields.Object(
                "accreditation",
                accreditation => new AccreditationRequest
                {
                    Preferred = accreditation.Word<PreferredAccreditation>("preferred"),
                    Required = accreditation.Flag("required"),
                }
            ),
            Sector = fields.Word<Sector>("sector"),
            Experience = fields.Object(
                "experience",
                experience => new ExperienceRequest
                {
                    Profile = experience.Word<ExperienceProfile>("profile"),
                    YearsInCareers = experience.Number("yearsInCareers", 0, RequestLimits.MostYears),
                    Seniority = experience.Word<Seniority>("seniority"),
                    HighestCareersQualification = experience.Word<CareersQualification>("highestCareersQualification"),
                    AcademicWriting = experience.Word<AcademicWriting>("academicWriting"),
                }
            ),
            Preferences = fields.Object(
                "preferences",
                preferences => new PreferencesRequest
                {
                    Balance = preferences.Word<Balance>("balance"),
                    Pace = preferences.Word<Pace>("pace"),
                    ProviderType = preferences.Word<ProviderType>("providerType"),
                    KnownProviders = preferences.List(
                        "knownProviders",
                        RequestLimits.MostKnownProviders,
                        item => item.Code(RequestLimits.LongestProviderId)
                    ),
                    Benchmarks = preferences.List(
                        "benchmarks",
                        RequestLimits.Benchmarks,
                        item => item.WholeNumber(1, RequestLimits.Benchmarks) ?? 0
                    ),
                    BenchmarkEdition = preferences.Word<BenchmarkEdition>("benchmarkEdition"),
                }
            ),
            Limit = fields.WholeNumber("limit", 1, RequestLimits.MostRecommendations),
        };

    private static LocationRequest ReadLocation(JsonFields fields)
    {
        var coordinate = fields.Has("latitude") || fields.Has("longitude");
        var location = new LocationRequest
        {
            Postcode = fields.Code("postcode", Postcode.LongestText, coordinate ? LeavePostcodeOut : GivePostcode),
            Latitude = fields.Number("latitude", -90, 90),
            Longitude = fields.Number("longitude", -180, 180),
        };
        if (location.Postcode is not null && coordinate)
            fields.AddError("", "Both a postcode and a coordinate are given.", "Keep one of them.");
        else if (!fields.Has("postcode") && !coordinate)
            fields.AddError("", "Neither a postcode nor a coordinate is given.", "Give a postcode, or a latitude and a longitude.");
        else if (coordinate && fields.Has("latitude") != fields.Has("longitude"))
            fields.AddError("", "Half of the coordinate is missing.", "Give latitude and longitude together.");
        if (location.Postcode is { } text && Postcode.TryParse(text) is null)
        {
            fields.AddError(
                "postcode",
                "This is not a UK postcode.",
                "Give a whole postcode such as BN3 1TL, or a district such as BN3."
            );
        }

        return location;
    }

    private static AvailabilityRequest ReadAvailability(JsonFields fields)
    {
        var availability = new AvailabilityRequest
        {
            StudyHoursPerWeek = fields.Number("studyHoursPerWeek", 0, RequestLimits.MostStudyHours),
            SessionTypes = fields.List("sessionTypes", EnumNames.All<SessionType>().Count, item => item.Word<SessionType>() ?? default),
            EarliestStart = fields.Date("earliestStart", RequestLimits.FirstDay, RequestLimits.LastDay),
            LatestFinish = fields.Date("latestFinish", RequestLimits.FirstDay, RequestLimits.LastDay),
            Unavailable = fields.List("unavailable", RequestLimits.MostUnavailableRanges, item => item.ReadObject(ReadRange)),
        };
        if (availability.EarliestStart > availability.LatestFinish)
            fields.AddError("latestFinish", "The latest finish comes before the earliest start.", "Swap or correct the dates.");
        return availability;
    }

    private static DateRangeRequest ReadRange(JsonFields fields)
    {
        var from = fields.RequiredDate("from", RequestLimits.FirstDay, RequestLimits.LastDay);
        var to = fields.RequiredDate("to", RequestLimits.FirstDay, RequestLimits.LastDay);
        if (from > to)
            fields.AddError("to", "The range ends before it starts.", "Swap or correct the dates.");
        return new() { From = from ?? default, To = to ?? default };
    }
}
