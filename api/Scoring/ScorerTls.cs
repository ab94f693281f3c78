using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Matcher.Api.Scoring;

/// <summary>
/// How the API shows a scorer that it is the API, and how it knows the scorer: certificates of an authority of one's own.
/// </summary>
internal static class ScorerTls
{
    /// <summary>What to connect with; null where the settings name no certificates, and those of the machine's authorities serve.</summary>
    /// <exception cref="InvalidDataException">A file can't be read, or one of the settings is missing; the message says what to do.</exception>
    public static SslClientAuthenticationOptions? Options(ScorerOptions options)
    {
        var settings = new[] { options.Certificate, options.CertificateKey, options.Authority };
        if (Array.TrueForAll(settings, setting => setting.Length == 0))
            return null;
        if (settings.Contains(""))
        {
            throw new InvalidDataException(
                "Scorer:Certificate, Scorer:CertificateKey and Scorer:Authority belong together: set all three, or none of them."
            );
        }
        if (options.IsEmbedded || options.Addresses.Any(address => !address.StartsWith("https://", StringComparison.OrdinalIgnoreCase)))
            throw new InvalidDataException("With Scorer:Certificate every address in Scorer:Address has to begin with https://.");
        try
        {
            var authorities = new X509Certificate2Collection();
            authorities.ImportFromPemFile(options.Authority);
            var policy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
            };
            policy.CustomTrustStore.AddRange(authorities);
            return new()
            {
                ClientCertificates = [Certificate(options)],
                CertificateChainPolicy = policy,
            };
        }
        catch (Exception error) when (error is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException(
                $"The certificates that Scorer:Certificate, Scorer:CertificateKey and Scorer:Authority name can't be read: {error.Message} Each is a file in PEM form.",
                error
            );
        }
    }

    private static X509Certificate2 Certificate(ScorerOptions options)
    {
        var certificate = X509Certificate2.CreateFromPemFile(options.Certificate, options.CertificateKey);
        if (!OperatingSystem.IsWindows())
            return certificate;
        // Windows does not use a key that exists in memory only.
        using (certificate)
            return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }
}
