namespace Matcher.Api.Tests;

/// <summary>Waits for a condition, and never for a time.</summary>
internal static class Poll
{
    // A busy machine takes long; only a failure waits for it.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public static async Task Until(Func<Task<bool>> holds)
    {
        var began = Environment.TickCount64;
        while (!await holds())
        {
            Assert.True(Environment.TickCount64 - began < Patience.TotalMilliseconds, "It never came to hold.");
            await Task.Delay(20);
        }
    }
}
