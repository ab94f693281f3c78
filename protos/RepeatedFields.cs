using Google.Protobuf;
using Google.Protobuf.Collections;

namespace Matcher.Protos;

/// <summary>
/// A message's lists of numbers as spans: to add or read hundreds of them one by one costs more than what is done with them.
/// </summary>
public static class RepeatedFields
{
    /// <summary>The numbers of a list, for as long as its length stays.</summary>
    public static Span<T> Span<T>(this RepeatedField<T> list)
        where T : unmanaged => UnsafeCollectionOperations.AsSpan(list);

    /// <summary>Makes room for as many numbers, all of which the caller writes.</summary>
    /// <param name="list">The list; what it held is gone.</param>
    /// <param name="count">How many.</param>
    public static Span<T> Resize<T>(this RepeatedField<T> list, int count)
        where T : unmanaged
    {
        UnsafeCollectionOperations.SetCount(list, count);
        return UnsafeCollectionOperations.AsSpan(list);
    }
}
