namespace Matcher.Api.BatchRuns.WaitingLists;

/// <summary>A file that is not a waiting list at all. The message says why and what to do.</summary>
internal sealed class UnreadableListException(string message) : Exception(message);
