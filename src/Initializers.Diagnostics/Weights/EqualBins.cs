namespace Initializers.Diagnostics;

/// <summary>Counts values in bins of equal width.</summary>
/// <param name="start">The lower bound of the first bin.</param>
/// <param name="width">The width of a bin, above 0.</param>
/// <param name="count">The number of bins.</param>
internal sealed class EqualBins(double start, double width, int count)
{
    private readonly long[] _counts = new long[count];

    /// <summary>The bins with what has been counted.</summary>
    public IReadOnlyList<HistogramBar> Bars =>
        [.. _counts.Select((number, i) => new HistogramBar(start + i * width, start + (i + 1) * width, number))];

    /// <summary>Counts a value, which is not below the first bin; what is above the last one belongs to it.</summary>
    public void Add(double value) => _counts[Math.Min(_counts.Length - 1, (int)((value - start) / width))]++;
}
