using Matcher.Api.Http;
using Microsoft.AspNetCore.Diagnostics;

namespace Matcher.Api.Hosting;

/// <summary>Turns whatever goes wrong outside a handler into a problem document, and keeps what a caller sent out of the log.</summary>
internal sealed partial class ExceptionHandler(ILogger<ExceptionHandler> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (httpContext.RequestAborted.IsCancellationRequested)
            return true;
        SecurityHeaders.Put(httpContext.Response);
        if (CallersFault(exception) is { } status)
        {
            await Problem.OfStatus(status).ExecuteAsync(httpContext);
            return true;
        }
        // The message of an exception may quote what was sent; its type and where it was thrown do not.
        LogUnexpected(exception.GetType().FullName, exception.StackTrace);
        await Problem.Internal().ExecuteAsync(httpContext);
        return true;
    }

    // The status of what the server says of the request; null: it is not about the request.
    private static int? CallersFault(Exception exception) =>
        exception switch
        {
            BadHttpRequestException bad => bad.StatusCode,
            // A chunk of the body claims a size beyond all numbers.
            IOException { InnerException: OverflowException } => StatusCodes.Status400BadRequest,
            _ => null,
        };

    [LoggerMessage(
        EventId = 1901,
        EventName = "Unexpected",
        Level = LogLevel.Error,
        Message = "Unexpected {Type}\n{Stack}"
    )]
    private partial void LogUnexpected(string? type, string? stack);
}

/// <summary>Registers <see cref="ExceptionHandler"/> and gives empty error responses a body.</summary>
internal static class ErrorHosting
{
    public static void AddErrors(this IServiceCollection services)
    {
        services.AddExceptionHandler<ExceptionHandler>();
        services.AddProblemDetails();
    }

    public static void UseErrors(this IApplicationBuilder app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions { SuppressDiagnosticsCallback = _ => true });
        app.UseStatusCodePages(context =>
        {
            HeadRequests.AllowHead(context.HttpContext.Response);
            return Problem.OfStatus(context.HttpContext.Response.StatusCode).ExecuteAsync(context.HttpContext);
        });
    }
}
