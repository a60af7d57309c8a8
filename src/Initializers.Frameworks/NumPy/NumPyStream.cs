namespace Initializers.Frameworks;

/// <summary>The distributions of NumPy's Generator over any bit generator, a whole fill at a time.</summary>
internal abstract class NumPyStream
{
    public static NumPyStream Of(SeedSequence seed, NumPyBitGenerator generator) => generator switch
    {
        NumPyBitGenerator.Pcg64 => new NumPyStream<BitGenerator64<Pcg64>>(new(new(seed))),
        NumPyBitGenerator.Pcg64Dxsm => new NumPyStream<BitGenerator64<Pcg64Dxsm>>(new(new(seed))),
        NumPyBitGenerator.Philox => new NumPyStream<BitGenerator64<Philox4x64>>(new(new(seed))),
        NumPyBitGenerator.Sfc64 => new NumPyStream<BitGenerator64<Sfc64>>(new(new(seed))),
        NumPyBitGenerator.MT19937 => new NumPyStream<MT19937BitGenerator>(MT19937BitGenerator.Of(seed)),
        _ => throw Guard.Undefined(generator),
    };

    /// <summary>Resumes from a checked state.</summary>
    public static NumPyStream Of(NumPyState state)
    {
        ReadOnlySpan<ulong> words = [.. state.Words];
        return state.BitGenerator switch
        {
            NumPyBitGenerator.Pcg64 => new NumPyStream<BitGenerator64<Pcg64>>(new(new(words), state.KeptHalf)),
            NumPyBitGenerator.Pcg64Dxsm => new NumPyStream<BitGenerator64<Pcg64Dxsm>>(new(new(words), state.KeptHalf)),
            NumPyBitGenerator.Philox => new NumPyStream<BitGenerator64<Philox4x64>>(new(new(words, state.Position), state.KeptHalf)),
            NumPyBitGenerator.Sfc64 => new NumPyStream<BitGenerator64<Sfc64>>(new(new(words), state.KeptHalf)),
            _ => new NumPyStream<MT19937BitGenerator>(new(MT19937BitGenerator.TwisterOf(state))),
        };
    }

    public abstract NumPyState State(NumPyBitGenerator generator);

    public abstract void Words(Span<uint> destination);

    public abstract void Skip(ulong words);

    public abstract void Raw(Span<ulong> destination);

    public abstract void Random(Span<double> destination);

    public abstract void Random(Span<float> destination);

    public abstract void StandardNormal(Span<double> destination);

    public abstract void StandardNormal(Span<float> destination);

    public abstract void Integers(Span<long> destination, long low, long high);
}

/// <summary>The distributions over one bit generator.</summary>
internal sealed class NumPyStream<TBits>(TBits bits) : NumPyStream
    where TBits : struct, IBitGenerator<TBits>
{
    private TBits _bits = bits;

    public override NumPyState State(NumPyBitGenerator generator) => new(generator, _bits.Words, _bits.Position, _bits.KeptHalf);

    public override void Words(Span<uint> destination)
    {
        foreach (ref uint word in destination) word = _bits.Next32();
    }

    public override void Skip(ulong words) => _bits.Skip32(words);

    public override void Raw(Span<ulong> destination)
    {
        foreach (ref ulong word in destination) word = _bits.NextRaw();
    }

    public override void Random(Span<double> destination)
    {
        TBits bits = _bits; // kept in registers
        foreach (ref double value in destination) value = TBits.ToDouble(bits.Next64());
        _bits = bits;
    }

    public override void Random(Span<float> destination)
    {
        TBits bits = _bits;
        foreach (ref float value in destination) value = Ziggurat.FloatOf(bits.Next32());
        _bits = bits;
    }

    public override void StandardNormal(Span<double> destination) => Ziggurat.Fill(ref _bits, destination);

    public override void StandardNormal(Span<float> destination)
    {
        TBits bits = _bits;
        foreach (ref float value in destination) value = Ziggurat.NextFloat(ref bits);
        _bits = bits;
    }

    public override void Integers(Span<long> destination, long low, long high)
    {
        ulong last = (ulong)high - 1 - (ulong)low;
        foreach (ref long value in destination) value = (long)((ulong)low + UpTo(last));
    }

    /// <summary>
    /// A uniform integer from 0 to <paramref name="last"/>: the high half of a product, with rejection of biased draws (Lemire 2019, "Fast
    /// Random Integer Generation in an Interval", https://arxiv.org/abs/1805.10941).
    /// </summary>
    private ulong UpTo(ulong last)
    {
        if (last == 0) return 0;
        if (last == uint.MaxValue) return _bits.Next32();
        if (last == ulong.MaxValue) return _bits.Next64();
        ulong count = last + 1;
        if (last < uint.MaxValue)
        {
            ulong product = _bits.Next32() * count;
            if ((uint)product < count)
            {
                uint least = (uint)((uint.MaxValue - last) % count);
                while ((uint)product < least) product = _bits.Next32() * count;
            }
            return product >> 32;
        }
        ulong high = Math.BigMul(_bits.Next64(), count, out ulong low);
        if (low < count)
        {
            ulong least = (ulong.MaxValue - last) % count;
            while (low < least) high = Math.BigMul(_bits.Next64(), count, out low);
        }
        return high;
    }
}
