using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Matcher.Data.Domain;

namespace Matcher.Api.Catalogues;

/// <summary>What is remembered of a version of the catalogue: of every item, by its id, a hash of all that the API says of it.</summary>
/// <param name="Version">The version.</param>
/// <param name="Providers">The hashes of the providers.</param>
/// <param name="Courses">Of the courses, their cohorts apart.</param>
/// <param name="Cohorts">Of the cohorts, with their venues and their courses' ids.</param>
/// <param name="Check">A hash of all of it with 0 in this place: a file that was damaged must not pass for changes.</param>
internal sealed record CatalogueFingerprints(
    string Version,
    OrderedDictionary<string, ulong> Providers,
    OrderedDictionary<string, ulong> Courses,
    OrderedDictionary<string, ulong> Cohorts,
    ulong Check
)
{
    /// <summary>Takes the fingerprints of a catalogue as it is served, with its dates moved.</summary>
    public static CatalogueFingerprints Of(Catalogue catalogue) =>
        Checked(
            new(
                catalogue.Version,
                Hashes(catalogue.Providers, provider => provider.Id, provider => Hash(provider, CatalogueJson.Default.Provider)),
                Hashes(catalogue.Courses, course => course.Id, course => Hash(CourseView.Of(course, []), CatalogueJson.Default.CourseView)),
                Hashes(
                    catalogue.Cohorts,
                    cohort => cohort.Id,
                    cohort => Hash(CohortView.Of(cohort), CatalogueJson.Default.CohortView, cohort.Course.Id)
                ),
                0
            )
        );

    /// <summary>Writes them for a file.</summary>
    public byte[] Pack() => JsonSerializer.SerializeToUtf8Bytes(this, FingerprintJson.Default.CatalogueFingerprints);

    /// <summary>Reads what was packed; null when it is something else, or damaged.</summary>
    public static CatalogueFingerprints? Unpack(ReadOnlySpan<byte> packed)
    {
        try
        {
            return
                JsonSerializer.Deserialize(packed, FingerprintJson.Default.CatalogueFingerprints) is { } read
                && Checked(read).Check == read.Check
                ? read
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static CatalogueFingerprints Checked(CatalogueFingerprints all) =>
        all with
        {
            Check = Hash(all with { Check = 0 }, FingerprintJson.Default.CatalogueFingerprints),
        };

    private static OrderedDictionary<string, ulong> Hashes<T>(IReadOnlyList<T> items, Func<T, string> id, Func<T, ulong> hash) =>
        new(items.Select(item => KeyValuePair.Create(id(item), hash(item))));

    private static ulong Hash<T>(T item, JsonTypeInfo<T> type, string beside = "")
    {
        byte[] said = [.. JsonSerializer.SerializeToUtf8Bytes(item, type), .. Encoding.UTF8.GetBytes(beside)];
        return BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(said));
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true
)]
[JsonSerializable(typeof(CatalogueFingerprints))]
internal sealed partial class FingerprintJson : JsonSerializerContext;
