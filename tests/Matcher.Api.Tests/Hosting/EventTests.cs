using System.Reflection;

namespace Matcher.Api.Tests.Hosting;

/// <summary>What is logged can be found again: by programs that collect logs, and by operators who look something up.</summary>
public sealed class EventTests
{
    private static readonly string[] Programs = ["Matcher.Api", "Matcher.Data", "Matcher.Protos", "Matcher.Scorer"];

    [Fact]
    public void Every_event_has_an_id_and_a_name_of_its_own_and_the_page_for_operators_lists_it()
    {
        var events = Programs
            .SelectMany(program => Assembly.Load(program).GetTypes())
            .SelectMany(type => type.GetMethods(BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Select(method => (Method: method, Event: method.GetCustomAttribute<LoggerMessageAttribute>()))
            .Where(each => each.Event is not null)
            .Select(each => (Where: $"{each.Method.DeclaringType}.{each.Method.Name}", each.Event!.EventId, each.Event.EventName))
            .ToList();
        Assert.True(events.Count > 20);
        var page = File.ReadAllText(Path.Combine(SourceTree.Root, "OPERATIONS.md"));
        Assert.All(
            events,
            each =>
            {
                Assert.True(each.EventId > 0 && !string.IsNullOrEmpty(each.EventName), $"{each.Where} has no id or no name.");
                Assert.True(
                    events.Count(other => other.EventId == each.EventId || other.EventName == each.EventName) == 1,
                    $"{each.Where} has an id or a name that another event has."
                );
                Assert.True(
                    page.Contains($"{each.EventId} `{each.EventName}`", StringComparison.Ordinal),
                    $"OPERATIONS.md does not list {each.EventId} `{each.EventName}`."
                );
            }
        );
    }
}
