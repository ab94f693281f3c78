namespace Matcher.Scorer.Trees;

/// <summary>
/// What the leaves of all trees say, and its sum over those leaves where rows end. Which instructions do it depends on the processor; the
/// result does not, to the bit.
/// </summary>
/// <param name="bias">What every sum begins with.</param>
/// <param name="values">Room for what each leaf says.</param>
internal abstract class LeafValues(double bias, float[] values)
{
    /// <summary>The most rows of which sums are made together.</summary>
    public const int Rows = 8;

    /// <summary>What every sum begins with.</summary>
    protected double Bias => bias;

    /// <summary>What each leaf says, where <see cref="At"/> puts it.</summary>
    protected float[] Values => values;

    /// <summary>Sets what a leaf says.</summary>
    /// <param name="place">The place of its bit in a row's masks.</param>
    public float this[int place]
    {
        set => values[At(place)] = value;
    }

    /// <summary>Sums up.</summary>
    /// <param name="reached">The joined masks of the rows, one after the other.</param>
    /// <param name="rows">How many there are, 1 to 8.</param>
    /// <param name="sums">A number for each; written.</param>
    public abstract void Sum(ReadOnlySpan<byte> reached, int rows, Span<double> sums);

    /// <summary>Where among the values a leaf's stands.</summary>
    /// <param name="place">The place of its bit in a row's masks.</param>
    protected abstract int At(int place);
}
