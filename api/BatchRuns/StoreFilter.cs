using Matcher.Api.BatchRuns.Store;
using Matcher.Api.Http;

namespace Matcher.Api.BatchRuns;

/// <summary>Opens the database before a route uses it, and answers 503 when anything is wrong with it: the same for every route.</summary>
internal sealed partial class StoreFilter(RunService runs, ILogger<StoreFilter> logger) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            await runs.Open(context.HttpContext.RequestAborted);
            return await next(context);
        }
        catch (Exception error) when (StoreErrors.Of(error) is { } sentence)
        {
            var cause = error.InnerException ?? error;
            LogTrouble(sentence, cause.GetType().FullName, cause.StackTrace);
            return Problem.StorageUnavailable(sentence);
        }
    }

    // Neither message nor inner exception, which may quote what was sent.
    [LoggerMessage(
        EventId = 1504,
        EventName = "StoreFailed",
        Level = LogLevel.Warning,
        Message = "Batch runs: {Sentence} {Type}\n{Stack}"
    )]
    private partial void LogTrouble(string sentence, string? type, string? stack);
}
