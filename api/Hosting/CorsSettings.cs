using System.ComponentModel.DataAnnotations;
using Matcher.Api.Http;

namespace Matcher.Api.Hosting;

/// <summary>Which pages' scripts may call the service. Section "Cors" of the settings.</summary>
internal sealed class CorsSettings : IValidatableObject
{
    public const string Section = "Cors";

    /// <summary>The origins, such as https://hub.example. Empty: pages of this machine, for trying it out.</summary>
    public string[] Origins { get; set; } = [];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        Origins.Where(origin => !Origin.IsValid(origin)).Select(origin => new ValidationResult($"Cors:Origins: {Origin.Advice(origin)}"));
}
