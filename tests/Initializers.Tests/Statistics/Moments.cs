namespace Initializers.Tests.Statistics;

/// <summary>The results of one pass over a large parameter: power sums of the weights, in deviations from the
/// law's mean, the extremes, and tail counts.</summary>
internal sealed class Moments
{
    private const int Piece = 1 << 17;

    private readonly double _mean, _perDeviation, _nearestTail;
    private readonly double[] _tails;
    private readonly long[] _beyond;
    private double _first, _second, _third, _fourth;

    /// <summary>Fills the weights that begin at an index.</summary>
    public delegate void Filling(Span<float> part, long start);

    private Moments(Law law)
    {
        (_mean, _perDeviation) = (law.Mean, 1 / law.StandardDeviation);
        _tails = [.. law.Tails.Select(tail => (tail.Beyond - law.Mean) / law.StandardDeviation)];
        _nearestTail = _tails.Select(Math.Abs).DefaultIfEmpty(double.PositiveInfinity).Min();
        _beyond = new long[_tails.Length];
    }

    public long Count { get; private set; }

    public float Smallest { get; private set; } = float.PositiveInfinity;

    public float Largest { get; private set; } = float.NegativeInfinity;

    /// <summary>The number of weights beyond each tail value of the law.</summary>
    public IReadOnlyList<long> Beyond => _beyond;

    /// <summary>Fills a parameter slice by slice on all cores.</summary>
    public static Moments Of(Law law, long count, Filling fill)
    {
        var all = new Moments(law);
        Parallel.For(0L, (count - 1) / Piece + 1, () => new float[Piece], (piece, _, buffer) =>
        {
            Span<float> weights = buffer.AsSpan(0, (int)Math.Min(Piece, count - piece * Piece));
            fill(weights, piece * Piece);
            var part = new Moments(law);
            part.Add(weights);
            all.Add(part);
            return buffer;
        }, _ => { });
        return all;
    }

    /// <summary>The mean of a power, 1 to 4.</summary>
    public double Mean(int power) => (power switch { 1 => _first, 2 => _second, 3 => _third, 4 => _fourth, _ => double.NaN }) / Count;

    private void Add(ReadOnlySpan<float> weights)
    {
        Count += weights.Length;
        foreach (float weight in weights)
        {
            double y = (weight - _mean) * _perDeviation, square = y * y;
            _first += y;
            _second += square;
            _third += square * y;
            _fourth += square * square;
            if (!(weight >= Smallest)) Smallest = weight;
            if (!(weight <= Largest)) Largest = weight;
            if (Math.Abs(y) >= _nearestTail) AddTails(y);
        }
    }

    private void AddTails(double y)
    {
        for (int tail = 0; tail < _tails.Length; tail++)
        {
            if (_tails[tail] < 0 ? y < _tails[tail] : y > _tails[tail]) _beyond[tail]++;
        }
    }

    private void Add(Moments part)
    {
        lock (_beyond)
        {
            Count += part.Count;
            (_first, _second, _third, _fourth) =
                (_first + part._first, _second + part._second, _third + part._third, _fourth + part._fourth);
            (Smallest, Largest) = (Math.Min(Smallest, part.Smallest), Math.Max(Largest, part.Largest));
            for (int tail = 0; tail < _beyond.Length; tail++) _beyond[tail] += part._beyond[tail];
        }
    }
}
