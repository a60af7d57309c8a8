namespace Initializers.Tests.Fills;

public class WorkItemsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void Run_OfAPieceThatFails_BeginsNoOthers(int threads)
    {
        var counts = new Counts();
        FluentActions.Invoking(() => WorkItems<byte>.Run(new Failing(counts), threads)).Should()
            .Throw<InvalidOperationException>().WithMessage("piece 3");
        counts.Done.Should().BeInRange(3, Failing.Pieces / 2, "a thread ends the piece that it is at");
    }

    private sealed class Counts
    {
        public int Done;
    }

    private readonly struct Failing(Counts counts) : IWorkItems<byte>
    {
        public const int Pieces = 10_000_000;

        public int Count => Pieces;

        public int MemoryLength => 0;

        public void Do(int item, Span<byte> memory)
        {
            if (item == 3) throw new InvalidOperationException("piece 3");
            Interlocked.Increment(ref counts.Done);
            if (item > 3) Thread.Sleep(1);
        }
    }
}
