namespace Matcher.Api.Hosting;

/// <summary>Answers HEAD as GET is answered. The server knows what was asked, and leaves the body out.</summary>
internal static class HeadRequests
{
    /// <summary>Goes before routing, which knows of no HEAD.</summary>
    public static void UseHeadAsGet(this IApplicationBuilder app) =>
        app.Use(
            (http, next) =>
            {
                if (HttpMethods.IsHead(http.Request.Method))
                    http.Request.Method = HttpMethods.Get;
                return next(http);
            }
        );

    /// <summary>Says of a path that takes GET that it takes HEAD, too.</summary>
    public static void AllowHead(HttpResponse response)
    {
        var allowed = response.Headers.Allow.ToString().Split(", ");
        if (allowed.Contains(HttpMethods.Get))
            response.Headers.Allow = string.Join(", ", allowed.Append(HttpMethods.Head).Distinct());
    }
}
