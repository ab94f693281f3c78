namespace Matcher.Data.Csv;

/// <summary>What a file defines, by id, in the order of ids.</summary>
/// <typeparam name="T">What a row defines.</typeparam>
internal sealed class Definitions<T>
    where T : class
{
    // Null for what is defined faultily, so that a reference to it does not count as a second fault.
    private readonly SortedDictionary<string, T?> items = new(StringComparer.Ordinal);

    /// <summary>Whether every id of the file could be read; else a reference to an unknown one may well be right.</summary>
    public bool IsComplete { get; set; } = true;

    /// <summary>What is defined without fault.</summary>
    public IEnumerable<T> Values => items.Values.OfType<T>();

    /// <summary>Adds a definition; false when its id is taken.</summary>
    public bool TryAdd(string id, T? item) => items.TryAdd(id, item);

    /// <summary>Finds what an id refers to; false when the file surely doesn't define it.</summary>
    public bool TryFind(string id, out T? item) => items.TryGetValue(id, out item) || !IsComplete;
}
