using CsCheck;

namespace Initializers.Tests.Shapes;

/// <summary>What the elements of a tensor connect, against a count: every index of every axis, one by one.</summary>
public class ElementsByCountingTests
{
    private static readonly Gen<(TensorShape Shape, int Start, int Length)> Slices =
        from shape in Gen.Frequency((1, ShapeGen.Any), (1, ShapeGen.Packed))
        from start in Gen.Int[0, (int)shape.Count - 1]
        from length in Gen.Int[1, (int)shape.Count - start]
        select (shape, start, length);

    /// <summary>The place of an element: outputs are counted within a group and within a block, inputs within a group.</summary>
    private sealed record Element(
        long[] Indices, long Entry, long Group, long Block, long OutputOfGroup, long Output, long Input, long Tap, bool IsConnection);

    [Fact]
    public void Cursor_FromAnyElement_SaysWhatEachConnects() => Slices.Holds((shape, start, _) =>
    {
        Element[] elements = Count(shape), expected = [.. elements[start..], .. elements[..(start + 1)]];
        var found = new List<(string, long, long, long, bool)>();
        var cursor = new ConnectionCursor(shape, start);
        for (int i = 0; i < expected.Length; i++, cursor.MoveNext())
        {
            var indices = new long[shape.Rank];
            for (int axis = 0; axis < indices.Length; axis++) indices[axis] = cursor[axis];
            found.Add((string.Join(',', indices), cursor.Output, cursor.Input, cursor.Tap, cursor.IsConnection));
        }
        found.Should().Equal(expected.Select(
            element => (string.Join(',', element.Indices), element.Output, element.Input, element.Tap, element.IsConnection)));
    });

    [Fact]
    public void Centre_OfAnyKernel_IsItsMiddleTap() => ShapeGen.Any.Holds(shape =>
    {
        bool[] isKernel = [.. Roles(shape).Select(role => role is "kernel")];
        foreach (KernelCentre centre in Enum.GetValues<KernelCentre>())
        {
            long[] middle = [.. shape.ToArray().Select((extent, axis) =>
                !isKernel[axis] ? 0 : extent % 2 == 1 || centre == KernelCentre.Later ? extent / 2 : extent / 2 - 1)];
            Element[] elements = Count(shape);
            int expected = Array.FindIndex(elements, element => element.Indices.SequenceEqual(middle));
            centre.OffsetIn(shape).Should().Be(expected);
            new ConnectionCursor(shape, 0).CentreTap(centre).Should().Be(elements[expected].Tap);
        }
    });

    [Fact]
    public void Offsets_OfEveryConnection_AddUpToItsElement() => ShapeGen.Any.Holds(shape =>
    {
        var offsets = new LayerOffsets(shape);
        (int Offset, Element At)[] connections = [.. Count(shape).Index().Where(element => element.Item.IsConnection)];
        connections.Select(connection => offsets.EntryOffset(connection.At.Entry)
                + offsets.OutputOffset(connection.At.Group, connection.At.OutputOfGroup)
                + offsets.InputOffset(connection.At.Group, connection.At.Input) + offsets.TapOffset(connection.At.Tap))
            .Should().Equal(connections.Select(connection => (long)connection.Offset));
        offsets.Counts.Connections.Should().Be(connections.Length);
    });

    [Fact]
    public void Blocks_OfEveryElement_BeginAndEndAroundIt() => Slices.Holds((shape, _, _) =>
    {
        var counts = new LayerCounts(shape);
        foreach (Element element in Count(shape))
        {
            (counts.BlockOf(element.OutputOfGroup), counts.FirstRowOf(element.Block))
                .Should().Be((element.Block, element.OutputOfGroup - element.Output));
        }
        long[] sizes = [.. Enumerable.Range(0, (int)shape.Blocks).Select(block => counts.RowsOf(block))];
        sizes.Sum().Should().Be(counts.Outputs);
        counts.HasEqualBlocks.Should().Be(sizes.Distinct().Count() == 1);
        counts.DistinctBlocks.Should().Be(counts.HasEqualBlocks ? 1 : sizes.Length);
        counts.Occurrences.Should().Be(counts.Entries * counts.Groups * (counts.HasEqualBlocks ? sizes.Length : 1));
    });

    [Fact]
    public void Visit_OfAnySlice_MeetsAllItsConnections() => Slices.Holds((shape, start, length) =>
    {
        var visits = new Visits();
        new LayerOffsets(shape).Visit(shape, start, length, visits);
        Count(shape).Skip(start).Take(length).Where(element => element.IsConnection && !visits.Exists(visit =>
            visit.Entry == element.Entry && visit.Group == element.Group
            && Contains(visit.Outputs, element.OutputOfGroup) && Contains(visit.Inputs, element.Input))).Should().BeEmpty();
        visits.Sum(visit => (visit.Outputs.End - visit.Outputs.First) * (visit.Inputs.End - visit.Inputs.First))
            .Should().BeLessThanOrEqualTo(3 * length);

        static bool Contains(IndexRange range, long index) => index >= range.First && index < range.End;
    });

    [Fact]
    public void BlockRuns_OfAnySlice_EndWhereABlockDoes() => Slices.Holds((shape, start, length) =>
    {
        long[] blocks = [.. Count(shape).Skip(start).Select(element => element.Block)];
        bool isOneAxis = Roles(shape).Count(role => role is "out" or "out/groups") == 1;
        int end = 0;
        long? last = null;
        for (var runs = new BlockRuns(shape, start, length); runs.MoveNext(); end += runs.Length, last = runs.Block)
        {
            runs.Start.Should().Be(end);
            runs.Length.Should().BePositive();
            if (shape.HasEqualBlocks) (runs.Block, runs.Length).Should().Be((0, length));
            else blocks[end..(end + runs.Length)].Distinct().Should().Equal(runs.Block);
            if (isOneAxis) runs.Block.Should().NotBe(last, "the run would have been longer");
        }
        end.Should().Be(length);
    });

    private static Element[] Count(TensorShape shape)
    {
        string[] roles = Roles(shape);
        long[] extents = shape.ToArray();
        bool inputsPerGroup = roles.Contains("in/groups"), outputsPerGroup = roles.Contains("out/groups");
        long inputs = Product("in", "in/groups") / (inputsPerGroup ? 1 : shape.Groups),
            outputs = Product("out", "out/groups") / (outputsPerGroup ? 1 : shape.Groups);
        long[] sizes = [.. Enumerable.Range(0, (int)shape.Blocks).Select(block => SizeOf(shape.BlockShape(block)))];

        var elements = new Element[shape.Count];
        for (int i = 0; i < elements.Length; i++)
        {
            var indices = new long[extents.Length];
            long rest = i;
            for (int axis = extents.Length - 1; axis >= 0; axis--) (rest, indices[axis]) = Math.DivRem(rest, extents[axis]);
            long input = Index(indices, "in", "in/groups"), output = Index(indices, "out", "out/groups");
            long? inputGroup = inputsPerGroup ? null : input / inputs, outputGroup = outputsPerGroup ? null : output / outputs;
            long ofGroup = output % outputs, ofBlock = ofGroup;
            int block = 0;
            for (; ofBlock >= sizes[block]; block++) ofBlock -= sizes[block];
            elements[i] = new(
                indices, Index(indices, "batch"), outputGroup ?? inputGroup ?? 0, block, ofGroup, ofBlock, input % inputs,
                Index(indices, "kernel"), inputGroup is null || outputGroup is null || inputGroup == outputGroup);
        }
        return elements;

        long Product(params string[] names) =>
            extents.Where((_, axis) => names.Contains(roles[axis])).Aggregate(1L, (product, extent) => product * extent);

        long Index(long[] indices, params string[] names)
        {
            long index = 0;
            for (int axis = 0; axis < indices.Length; axis++)
            {
                if (names.Contains(roles[axis])) index = index * extents[axis] + indices[axis];
            }
            return index;
        }

        long SizeOf(TensorShape block) => block.ToArray().Where((_, axis) => roles[axis] is "out" or "out/groups")
            .Aggregate(1L, (product, extent) => product * extent) / (outputsPerGroup ? 1 : shape.Groups);
    }

    /// <summary>The name of each axis; <c>*kernel</c> stands for as many as are left.</summary>
    private static string[] Roles(TensorShape shape)
    {
        string[] names = shape.Layout.ToString().Split(", ");
        return [.. names.SelectMany(name => name == "*kernel" ? Enumerable.Repeat("kernel", shape.Rank - names.Length + 1) : [name])];
    }

    private sealed class Visits : List<(long Entry, long Group, IndexRange Outputs, IndexRange Inputs)>, ISliceVisitor
    {
        public void Visit(long entry, long group, IndexRange outputs, IndexRange inputs) => Add((entry, group, outputs, inputs));
    }
}
