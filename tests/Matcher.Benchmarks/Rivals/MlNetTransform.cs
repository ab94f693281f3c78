using Matcher.Benchmarks.Workloads;
using Matcher.Scorer.Training;
using Microsoft.ML;

namespace Matcher.Benchmarks.Rivals;

/// <summary>ML.NET's Transform over all rows of a request at once, held in memory, read through a cursor on the one column that is wanted.</summary>
internal sealed class MlNetTransform(Workload work) : IRival
{
    private readonly IDataView[] requests = Array.ConvertAll(MlNetRow.Of(work), rows => new MLContext().Data.LoadFromEnumerable(rows, TreeTrainer.RowSchema<MlNetRow>()));

    public void Score(int request, double[] scores)
    {
        var scored = work.Transformer.Transform(requests[request]);
        var column = scored.Schema["Score"];
        // Asked for one cursor, ML.NET would share the rows among threads; asked for a set of one, it doesn't.
        using var cursor = scored.GetRowCursorSet([column], 1).Single();
        var read = cursor.GetGetter<float>(column);
        for (var i = 0; cursor.MoveNext(); i++)
        {
            var score = 0f;
            read(ref score);
            scores[i] = score;
        }
    }

    public void Dispose()
    {
    }
}
