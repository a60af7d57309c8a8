namespace Initializers.Frameworks;

/// <summary>A stream of Philox4x32-10 as TensorFlow counts: blocks of four words from a counter of 128 bits on.</summary>
internal readonly record struct PhiloxCounter(ulong Key, UInt128 Counter)
{
    /// <summary>Words that are drawn at once: a number of whole groups.</summary>
    public const int Chunk = 8 * PhiloxGroups.Words;

    /// <summary>The stream of a stateless seed: key and upper half of the counter come from a block of the seed.</summary>
    public static PhiloxCounter Scrambled(long a, long b)
    {
        (uint x0, uint x1, uint x2, uint x3) = new PhiloxCounter(0x02461E293EC8F720, new UInt128((ulong)b, (ulong)a)).Block();
        return new(((ulong)x1 << 32) | x0, new UInt128(((ulong)x3 << 32) | x2, 0));
    }

    /// <summary>The stream from so many blocks on.</summary>
    public PhiloxCounter After(ulong blocks) => this with { Counter = Counter + blocks };

    /// <summary>The words of the first block.</summary>
    public (uint X0, uint X1, uint X2, uint X3) Block()
    {
        ulong low = (ulong)Counter, high = (ulong)(Counter >> 64);
        return Philox4x32.Block((uint)low, (uint)(low >> 32), (uint)high, (uint)(high >> 32), (uint)Key, (uint)(Key >> 32));
    }

    /// <summary>The words of whole groups, in their order.</summary>
    public void FillGroups(Span<uint> words)
    {
        int blocks = words.Length / BlockOrder.Words;
        if ((uint)Counter <= uint.MaxValue - (uint)blocks)
            PhiloxGroups.FillRun(new PhiloxStream(Key, (ulong)(Counter >> 64)), (ulong)Counter, words);
        else for (int i = 0; i < blocks; i++) After((ulong)i).PutBlock(words, i);
    }

    /// <summary>Puts the first block to a number within groups.</summary>
    public void PutBlock(Span<uint> groups, int number) =>
        (groups[BlockOrder.Place(number,
            0)], groups[BlockOrder.Place(number, 1)], groups[BlockOrder.Place(number, 2)], groups[BlockOrder.Place(number, 3)]) = Block();

    /// <summary>The words of all blocks, of 32 bits.</summary>
    public void Fill(Span<uint> words)
    {
        Span<uint> groups = stackalloc uint[Chunk], blocks = stackalloc uint[Chunk];
        for (PhiloxCounter stream = this; !words.IsEmpty; stream = stream.After(Chunk / BlockOrder.Words))
        {
            int count = Math.Min(Chunk, words.Length), whole = BlockOrder.Whole(count);
            stream.FillGroups(groups[..whole]);
            BlockOrder.Arrange(groups[..whole], blocks);
            blocks[..count].CopyTo(words);
            words = words[count..];
        }
    }

    /// <summary>The words of all blocks, of 64 bits, the low half first.</summary>
    public void Fill(Span<ulong> words)
    {
        Span<uint> halves = stackalloc uint[Chunk];
        for (PhiloxCounter stream = this; !words.IsEmpty; stream = stream.After(Chunk / BlockOrder.Words))
        {
            int count = Math.Min(Chunk / 2, words.Length);
            stream.Fill(halves[..(2 * count)]);
            for (int i = 0; i < count; i++) words[i] = ((ulong)halves[2 * i + 1] << 32) | halves[2 * i];
            words = words[count..];
        }
    }
}
