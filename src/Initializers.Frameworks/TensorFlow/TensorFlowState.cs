using static System.FormattableString;

namespace Initializers.Frameworks;

/// <summary>
/// Where a <see cref="TensorFlowRandom"/> stands, the three numbers of <c>generator.state</c>: save it, in JSON or by hand, and resume with
/// the constructor that takes it.
/// </summary>
/// <param name="CounterLow">The lower half of the counter.</param>
/// <param name="CounterHigh">The upper half of the counter.</param>
/// <param name="Key">The key.</param>
/// <remarks>Thread-safe: an immutable value. Every value is a state.</remarks>
public readonly record struct TensorFlowState(long CounterLow, long CounterHigh, long Key)
{
    /// <summary>The numbers, whatever the culture.</summary>
    public override string ToString() =>
        Invariant($"TensorFlowState {{ CounterLow = {CounterLow}, CounterHigh = {CounterHigh}, Key = {Key} }}");
}
