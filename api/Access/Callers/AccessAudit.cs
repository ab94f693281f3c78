namespace Matcher.Api.Access.Callers;

/// <summary>What is logged of keys, for whoever looks into a misuse: events with fixed ids and names, and never a key itself.</summary>
internal static partial class AccessAudit
{
    /// <summary>Where all of it is written, so that it can be kept apart from the rest.</summary>
    public static ILogger Logger(ILoggerFactory logging) => logging.CreateLogger(typeof(AccessAudit).FullName!);

    [LoggerMessage(
        EventId = 1001,
        EventName = "KeyRefused",
        Level = LogLevel.Warning,
        Message = "Refused ({Reason}): key {KeyId}, {Method} {Route}"
    )]
    public static partial void KeyRefused(ILogger logger, string reason, string keyId, string method, string route);

    [LoggerMessage(
        EventId = 1002,
        EventName = "KeyCreated",
        Level = LogLevel.Information,
        Message = "Created key {KeyId} of hub {Hub}: {Scopes}"
    )]
    public static partial void KeyCreated(ILogger logger, string keyId, string hub, string[] scopes);

    [LoggerMessage(EventId = 1003, EventName = "KeyRevoked", Level = LogLevel.Information, Message = "Revoked key {KeyId} of hub {Hub}")]
    public static partial void KeyRevoked(ILogger logger, string keyId, string hub);

    [LoggerMessage(
        EventId = 1004,
        EventName = "BatchErased",
        Level = LogLevel.Information,
        Message = "Erased batch run {Run} of hub {Hub}, by {KeyId}"
    )]
    public static partial void BatchErased(ILogger logger, Guid run, string hub, string keyId);
}
