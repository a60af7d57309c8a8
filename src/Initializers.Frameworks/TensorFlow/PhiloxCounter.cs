namespace Initializers.Frameworks;

/// <summary>A stream of Philox4x32-10 as TensorFlow counts: blocks of four words from a counter of 128 bits on.</summary>
internal readonly record struct PhiloxCounter(ulong Key, UInt128 Counter)
{
    /// <summary>The stream of a stateless seed: key and upper half of the counter come from a block of the seed.</summary>
    public static PhiloxCounter Scrambled(long a, long b)
    {
        (uint x0, uint x1, uint x2, uint x3) = new PhiloxCounter(0x02461E293EC8F720, new UInt128((ulong)b, (ulong)a)).Block(0);
        return new(((ulong)x1 << 32) | x0, new UInt128(((ulong)x3 << 32) | x2, 0));
    }

    /// <summary>The words of a block from here.</summary>
    public (uint X0, uint X1, uint X2, uint X3) Block(ulong index)
    {
        UInt128 counter = Counter + index;
        ulong low = (ulong)counter, high = (ulong)(counter >> 64);
        return Philox4x32.Block((uint)low, (uint)(low >> 32), (uint)high, (uint)(high >> 32), (uint)Key, (uint)(Key >> 32));
    }

    /// <summary>The words of all blocks from here, of 32 bits.</summary>
    public void Fill(Span<uint> words)
    {
        for (int i = 0; i < words.Length; i += 4)
        {
            (uint x0, uint x1, uint x2, uint x3) = Block((ulong)i / 4);
            words[i] = x0;
            if (i + 1 < words.Length) words[i + 1] = x1;
            if (i + 2 < words.Length) words[i + 2] = x2;
            if (i + 3 < words.Length) words[i + 3] = x3;
        }
    }

    /// <summary>The words of all blocks from here, of 64 bits, the low half first.</summary>
    public void Fill(Span<ulong> words)
    {
        for (int i = 0; i < words.Length; i += 2)
        {
            (uint x0, uint x1, uint x2, uint x3) = Block((ulong)i / 2);
            words[i] = ((ulong)x1 << 32) | x0;
            if (i + 1 < words.Length) words[i + 1] = ((ulong)x3 << 32) | x2;
        }
    }
}
