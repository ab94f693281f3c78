using System.Text.Json;
using System.Text.Json.Serialization;

namespace Matcher.Api.Recommendations;

/// <summary>
/// How recommendations are written: camelCase, enums as their words, nulls written out, the code generated at build time.
/// </summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(RecommendationRequest))]
[JsonSerializable(typeof(RecommendationResponse))]
[JsonSerializable(typeof(Answer))]
[JsonSerializable(typeof(FixedCourse))]
[JsonSerializable(typeof(FixedLength))]
[JsonSerializable(typeof(FixedOther))]
internal sealed partial class RecommendationJson : JsonSerializerContext
{
    /// <summary>Makes the framework write as this does, and the OpenAPI document describe it so.</summary>
    public static void Configure(JsonSerializerOptions options) => options.TypeInfoResolverChain.Insert(0, Default);
}
