using System.Text.Json;
using System.Text.Json.Serialization;
using Matcher.Data.Domain;
using Matcher.Data.Eligibility;

namespace Matcher.Api.Recommendations;

/// <summary>How recommendations are written: camelCase, enums as their words, nulls written out, the code generated at build time.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, Converters =
[
    typeof(WordConverter<Accreditation>), typeof(WordConverter<PreferredAccreditation>), typeof(WordConverter<ProviderType>), typeof(WordConverter<Coverage>),
    typeof(WordConverter<Delivery>), typeof(WordConverter<SessionType>), typeof(WordConverter<Balance>), typeof(WordConverter<Pace>),
    typeof(WordConverter<Sector>), typeof(WordConverter<ExperienceProfile>), typeof(WordConverter<Seniority>),
    typeof(WordConverter<CareersQualification>), typeof(WordConverter<AcademicWriting>), typeof(WordConverter<Refusal>), typeof(WordConverter<Factor>),
])]
[JsonSerializable(typeof(RecommendationRequest))]
[JsonSerializable(typeof(RecommendationResponse))]
internal sealed partial class RecommendationJson : JsonSerializerContext
{
    /// <summary>Makes the framework write as this does, and the OpenAPI document describe it so.</summary>
    public static void Configure(JsonSerializerOptions options)
    {
        options.TypeInfoResolverChain.Insert(0, Default);
        foreach (var converter in Default.Options.Converters) options.Converters.Add(converter);
    }
}

/// <summary>An enum as its camelCase words.</summary>
internal sealed class WordConverter<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
    where T : struct, Enum;
