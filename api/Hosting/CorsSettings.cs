using System.ComponentModel.DataAnnotations;

namespace Matcher.Api.Hosting;

/// <summary>Which pages' scripts may call the service. Section "Cors" of the settings.</summary>
internal sealed class CorsSettings : IValidatableObject
{
    public const string Section = "Cors";

    /// <summary>The origins, such as https://hub.example. Empty: pages of this machine, for trying it out.</summary>
    public string[] Origins { get; set; } = [];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        Origins
            .Where(origin => !Uri.TryCreate(origin, UriKind.Absolute, out var uri) || uri.GetLeftPart(UriPartial.Authority) != origin)
            .Select(origin => new ValidationResult(
                $"Cors:Origins: '{origin}' is not an origin. Write scheme, host and perhaps port, in lower case and without a slash at the end, such as https://hub.example."
            ));
}
