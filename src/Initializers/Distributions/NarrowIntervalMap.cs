namespace Initializers;

/// <summary>
/// The map to a truncated normal whose interval has little mass, narrow or far in a tail: the quantile of t = (w + 1/2) 2^-32 in the
/// interval. It is computed in double from Mills' ratio, so that nothing underflows at any distance.
/// </summary>
/// <remarks>
/// With the interval reflected so that |lower| is at most |upper|, z solves Q(z) / Q(lower) = 1 - t (1 - Q(upper) / Q(lower)). Newton's
/// method on the logarithm of that equation, log(R(z) / R(lower)) - (z^2 - lower^2) / 2 = g, converges in three steps. Where the density
/// varies by less than 2^-24 over the interval, z is linear in t. The error is at most 1 float ulp, except for |z| below 1e-8, where the
/// logarithms cancel and the error is absolute: up to 6e-16 standard deviations.
/// </remarks>
internal readonly struct NarrowIntervalMap : IWordMap
{
    private const double Negligible = 5.9604644775390625e-8; // 2^-24

    private readonly double _mean, _deviation, _lower, _width, _ratioAtLower, _mass;
    private readonly float _smallest, _largest;
    private readonly bool _reflected;

    public NarrowIntervalMap(double mean, double deviation, double lower, double upper, float smallest, float largest)
    {
        (_mean, _deviation, _smallest, _largest) = (mean, deviation, smallest, largest);
        _width = upper - lower;
        _reflected = Math.Abs(lower) > Math.Abs(upper);
        if (_reflected) (lower, upper) = (-upper, -lower);
        _lower = lower;
        if (_width * upper <= Negligible) return; // _mass stays 0: linear
        _ratioAtLower = MillsRatio.Of(lower);
        _mass = double.IsInfinity(upper) ? 1
            : 1 - PortableMath.Exp(-_width * (upper + lower) / 2) * (MillsRatio.Of(upper) / _ratioAtLower);
    }

    public TVector Invoke<TLanes, TVector>(TVector words, in OctaveQuantile quantile)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
    {
        Span<uint> lanes = stackalloc uint[TLanes.Count];
        Span<double> numbers = stackalloc double[TLanes.Count];
        TLanes.Store(words, ref lanes[0]);
        for (int i = 0; i < lanes.Length; i++) numbers[i] = ((_reflected ? ~lanes[i] : lanes[i]) + 0.5) * (1 / 4294967296.0);
        if (TLanes.Count == DoublesTwice<Doubles512>.Count) Quantiles<DoublesTwice<Doubles512>>(numbers);
        else if (TLanes.Count == DoublesTwice<Doubles256>.Count) Quantiles<DoublesTwice<Doubles256>>(numbers);
        else if (TLanes.Count == DoublesTwice<DoublesTwice<Doubles64>>.Count) Quantiles<DoublesTwice<DoublesTwice<Doubles64>>>(numbers);
        else Quantiles<Doubles64>(numbers);
        for (int i = 0; i < lanes.Length; i++) lanes[i] = BitConverter.SingleToUInt32Bits(Value(numbers[i]));
        return TLanes.Load(in lanes[0]);
    }

    /// <summary>Replaces each t by its quantile.</summary>
    private void Quantiles<T>(Span<double> numbers) where T : unmanaged, IDoubles<T>
    {
        T t = T.Load(in numbers[0]);
        T.Store(_mass == 0 ? T.Broadcast(_lower) + T.Broadcast(_width) * t : Quantile(t), ref numbers[0]);
    }

    private T Quantile<T>(T t) where T : unmanaged, IDoubles<T>
    {
        T lower = T.Broadcast(_lower), ratioAtLower = T.Broadcast(_ratioAtLower), one = T.Broadcast(1), half = T.Broadcast(0.5);
        T g = PortableMath.Log(one - t * T.Broadcast(_mass));
        T z = _lower > 0.5 ? lower * T.Sqrt(one - T.Broadcast(2) * (g / lower) / lower) : lower - g * ratioAtLower;
        for (int step = 0; step < 3; step++)
        {
            T ratio = MillsRatio.Of(z);
            z += ratio * (PortableMath.Log(ratio / ratioAtLower) - (z - lower) * (z + lower) * half - g);
        }
        return z;
    }

    private float Value(double z)
    {
        float x = (float)(_mean + (_reflected ? -z : z) * _deviation);
        return x < _smallest ? _smallest : x > _largest ? _largest : x;
    }
}
