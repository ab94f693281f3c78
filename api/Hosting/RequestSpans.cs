using System.Diagnostics;
using Matcher.Data.Telemetry;

namespace Matcher.Api.Hosting;

/// <summary>
/// Says of a traced request which route it was for and how it ended. ASP.NET Core says neither, but offers to say the path, the host and
/// the user agent, which are the caller's text.
/// </summary>
internal static class RequestSpans
{
    private const string OfRequest = "Microsoft.AspNetCore.Hosting.HttpRequestIn";

    // Callers may make up others.
    private static readonly string[] Methods = ["GET", "POST", "DELETE", "HEAD", "OPTIONS", "PUT", "PATCH"];

    /// <summary>Does so where traces are sent; elsewhere nothing is in a request's way.</summary>
    public static void UseRequestSpans(this WebApplication app)
    {
        if (TelemetryExport.IsOn(app.Configuration))
        {
            app.Use(
                (context, next) =>
                    Activity.Current is { IsAllDataRequested: true, OperationName: OfRequest } span
                        ? Describe(span, context, next)
                        : next(context)
            );
        }
    }

    private static async Task Describe(Activity span, HttpContext context, RequestDelegate next)
    {
        var method = Array.Find(Methods, known => known == context.Request.Method) ?? "_OTHER";
        try
        {
            await next(context);
        }
        finally
        {
            var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
            var status = context.Response.StatusCode;
            span.DisplayName = route is null ? method : $"{method} {route}";
            span.SetTag("http.request.method", method);
            span.SetTag("http.route", route);
            span.SetTag("http.response.status_code", status);
            if (status >= StatusCodes.Status500InternalServerError)
                span.SetStatus(ActivityStatusCode.Error);
        }
    }
}
