namespace Initializers;

/// <summary>The fill of one parameter of a plan: its parts, the interleaving of heads, padding and kept rows.</summary>
/// <param name="parameter">A parameter that is filled.</param>
/// <param name="random">The source of which each part takes a fork.</param>
/// <param name="isAlone">Whether the fill stays on the calling thread.</param>
/// <param name="forks">The forks of all parts, for many short slices; null to make them anew for each.</param>
internal readonly struct ParameterFill(
    PlannedParameter parameter, PhiloxRandom random, bool isAlone = false, PhiloxRandom[]? forks = null)
{
    /// <summary>Whether slices are drawn by themselves; otherwise the whole is drawn, and they are copied.</summary>
    public bool FillsSlices<T>() where T : unmanaged =>
        Array.TrueForAll(parameter.Parts, part => TypedFill.FillsSlices<T>(part.Initializer));

    private Rule Rule => parameter.PlanRule.Rule;

    private TensorShape Shape => parameter.Shape;

    private long RowLength => parameter.RowLength;

    /// <summary>Refuses a number type that the initializer cannot fill.</summary>
    /// <exception cref="ArgumentException">It cannot.</exception>
    public static void Check<T>(in ParameterPart part) where T : unmanaged
    {
        if (part.Shape.Count > 0 && part.Initializer is ICheckedInitializer one) one.Check<T>(part.Shape, null);
    }

    /// <summary>Refuses a number type that an initializer of one of a parameter's parts cannot fill.</summary>
    /// <exception cref="ArgumentException">One cannot.</exception>
    public static void Check<T>(PlannedParameter parameter) where T : unmanaged
    {
        foreach (ref readonly ParameterPart part in parameter.Parts.AsSpan()) Check<T>(part);
    }

    /// <summary>Fills all elements.</summary>
    public void Whole<T>(Span<T> weights) where T : unmanaged
    {
        if (weights.IsEmpty) return;
        int kept = KeptOf(0, weights.Length);
        if (Rule.Heads == 1 && kept > 0 && FillsSlices<T>()) FromParts(weights[kept..], kept);
        else if (Rule.Heads > 1 || kept > 0)
        {
            using var filled = new Rented<T>(weights.Length);
            Parts(filled.Span);
            if (Rule.Heads > 1) new HeadRows(Shape, Rule.Heads).Interleave(filled.Span, weights, kept);
            else filled.Span[kept..].CopyTo(weights[kept..]);
        }
        else Parts(weights);
        if (parameter.PaddingRow is { } row) weights.Slice((int)(row * RowLength), (int)RowLength).Clear();
    }

    /// <summary>Fills consecutive elements; those of kept rows are left as they are.</summary>
    public void Slice<T>(Span<T> slice, long start) where T : unmanaged
    {
        int kept = KeptOf(start, slice.Length);
        Span<T> drawn = slice[kept..];
        if (drawn.IsEmpty || !FillsSlices<T>()) FromWhole(drawn, start + kept);
        else if (Rule.Heads > 1) FromHeads(drawn, start + kept);
        else FromParts(drawn, start + kept);
        ClearPadding(slice, start);
    }

    /// <summary>Fills a part, on several threads if it is large.</summary>
    public void Shard<T>(Span<T> shard, TensorShard part) where T : unmanaged
    {
        if (shard.IsEmpty) return;
        var runs = new ShardRuns(part);
        if (FillsSlices<T>() || IsKept(part))
        {
            PhiloxRandom source = random;
            PhiloxRandom[] all = Array.ConvertAll(parameter.Parts, one => source.Fork(one.Stream));
            var fill = new ShardFill<T>(new(parameter, random, isAlone: true, all), runs);
            ParallelFill.Run(shard, isAlone ? 1 : random.MaxDegreeOfParallelism, fill);
            return;
        }
        using Rented<T> whole = RentWhole<T>();
        Copy(whole.Span, 0, shard, 0, runs);
    }

    /// <summary>Copies some elements of a part from consecutive ones that were drawn; those of kept rows are left as they are.</summary>
    /// <param name="drawn">The elements that were drawn.</param>
    /// <param name="first">The index in the parameter of the first of them.</param>
    /// <param name="shard">Where the elements of the part go.</param>
    /// <param name="start">The index in the part of the first of them.</param>
    /// <param name="runs">What the part is made of.</param>
    public void Copy<T>(ReadOnlySpan<T> drawn, long first, Span<T> shard, long start, in ShardRuns runs) where T : unmanaged
    {
        long drawnFrom = Rule.KeptRows * RowLength;
        for (int done = 0; done < shard.Length;)
        {
            ShardRange run = runs.At(start + done, shard.Length - done);
            Span<T> copied = shard.Slice(done, (int)run.Length);
            int from = (int)(run.Start - first);
            if (run.IsDense && run.Start >= drawnFrom) drawn.Slice(from, copied.Length).CopyTo(copied);
            else
            {
                for (int i = 0; i < copied.Length; i++)
                    if (run[i] >= drawnFrom || run[i] / RowLength == parameter.PaddingRow) copied[i] = drawn[(int)(run[i] - first)];
            }
            done += copied.Length;
        }
    }

    /// <summary>Whether all of a part lies in kept rows.</summary>
    private bool IsKept(TensorShard part)
    {
        if (Rule.KeptRows == 0 || Shape.Rank == 0) return false;
        foreach (ShardRange rows in part.Ranges(0))
            if (rows[rows.Length - 1] >= Rule.KeptRows) return false;
        return true;
    }

    /// <summary>How many of the elements from one on lie in kept rows.</summary>
    private int KeptOf(long start, int length) =>
        Rule.KeptRows == 0 ? 0 : (int)Math.Clamp(Rule.KeptRows * RowLength - start, 0, length);

    /// <summary>Fills the parts, one behind the other.</summary>
    private void Parts<T>(Span<T> weights) where T : unmanaged
    {
        for (int i = 0; i < parameter.Parts.Length; i++)
        {
            ref readonly ParameterPart part = ref parameter.Parts[i];
            if (part.Shape.Count > 0)
                TypedFill.Run(part.Initializer, weights.Slice((int)part.Start, (int)part.Shape.Count), part.Shape, Fork(i));
        }
    }

    private void FromParts<T>(Span<T> slice, long start) where T : unmanaged
    {
        for (int i = 0; i < parameter.Parts.Length; i++)
        {
            ref readonly ParameterPart part = ref parameter.Parts[i];
            long from = Math.Max(start, part.Start), to = Math.Min(start + slice.Length, part.Start + part.Shape.Count);
            if (from >= to) continue;
            Span<T> filled = slice.Slice((int)(from - start), (int)(to - from));
            TypedFill.RunSlice(part.Initializer, filled, from - part.Start, part.Shape, Fork(i));
        }
    }

    /// <summary>Each row from where it is before heads are interleaved.</summary>
    private void FromHeads<T>(Span<T> slice, long start) where T : unmanaged
    {
        var rows = new HeadRows(Shape, Rule.Heads);
        for (int done = 0, count; done < slice.Length; done += count)
        {
            count = (int)Math.Min(rows.Run - (start + done) % rows.Run, slice.Length - done);
            FromParts(slice.Slice(done, count), rows.Origin(start + done));
        }
    }

    private void FromWhole<T>(Span<T> slice, long start) where T : unmanaged
    {
        if (slice.IsEmpty) return;
        using Rented<T> whole = RentWhole<T>();
        whole.Span.Slice((int)start, slice.Length).CopyTo(slice);
    }

    /// <summary>All elements; those of kept rows have no meaning.</summary>
    private Rented<T> RentWhole<T>() where T : unmanaged
    {
        if (Shape.Count > Array.MaxLength)
            throw new ArgumentException(
                FormattableString.Invariant($"name must be that of a parameter of at most {Array.MaxLength} elements, ")
                + $"since {Excerpt.Of(parameter.What)} fills no slices of this number type, but was that of {Shape}.",
                "name");
        var whole = new Rented<T>((int)Shape.Count);
        Whole(whole.Span);
        return whole;
    }

    private void ClearPadding<T>(Span<T> slice, long start) where T : unmanaged
    {
        if (parameter.PaddingRow is not { } row) return;
        long from = Math.Max(start, row * RowLength), to = Math.Min(start + slice.Length, (row + 1) * RowLength);
        if (from < to) slice.Slice((int)(from - start), (int)(to - from)).Clear();
    }

    private PhiloxRandom Fork(int part)
    {
        PhiloxRandom fork = forks is null ? random.Fork(parameter.Parts[part].Stream) : new(forks[part].State);
        if (isAlone) fork.MaxDegreeOfParallelism = 1;
        return fork;
    }
}
