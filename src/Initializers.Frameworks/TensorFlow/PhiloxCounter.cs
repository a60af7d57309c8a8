namespace Initializers.Frameworks;

/// <summary>A stream of Philox4x32-10 as TensorFlow counts it: blocks of four words starting at a 128-bit counter.</summary>
internal readonly record struct PhiloxCounter(ulong Key, UInt128 Counter)
{
    /// <summary>The number of words drawn at once: whole groups.</summary>
    public const int Chunk = 8 * PhiloxGroups.Words;

    /// <summary>The stream of a stateless seed: the key and the upper half of the counter are a block drawn from the seed.</summary>
    public static PhiloxCounter Scrambled(long a, long b)
    {
        (uint x0, uint x1, uint x2, uint x3) = new PhiloxCounter(0x02461E293EC8F720, new UInt128((ulong)b, (ulong)a)).Block();
        return new(((ulong)x1 << 32) | x0, new UInt128(((ulong)x3 << 32) | x2, 0));
    }

    /// <summary>The stream advanced by a number of blocks.</summary>
    public PhiloxCounter After(ulong blocks) => this with { Counter = Counter + blocks };

    /// <summary>The words of the first block.</summary>
    public (uint X0, uint X1, uint X2, uint X3) Block()
    {
        ulong low = (ulong)Counter, high = (ulong)(Counter >> 64);
        return Philox4x32.Block((uint)low, (uint)(low >> 32), (uint)high, (uint)(high >> 32), (uint)Key, (uint)(Key >> 32));
    }

    /// <summary>Fills whole groups with words, in the order of groups.</summary>
    public void FillGroups(Span<uint> words)
    {
        int blocks = words.Length / BlockOrder.Words;
        if ((uint)Counter <= uint.MaxValue - (uint)blocks)
            PhiloxGroups.FillRun(new PhiloxStream(Key, (ulong)(Counter >> 64)), (ulong)Counter, words);
        else for (int i = 0; i < blocks; i++) After((ulong)i).PutBlock(words, i);
    }

    /// <summary>Stores the first block as the block of an index within groups.</summary>
    public void PutBlock(Span<uint> groups, int index)
    {
        (uint x0, uint x1, uint x2, uint x3) = Block();
        groups[BlockOrder.Position(index, 0)] = x0;
        groups[BlockOrder.Position(index, 1)] = x1;
        groups[BlockOrder.Position(index, 2)] = x2;
        groups[BlockOrder.Position(index, 3)] = x3;
    }

    /// <summary>Fills with 32-bit words, block by block.</summary>
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

    /// <summary>Fills with 64-bit words, block by block and low half first.</summary>
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
