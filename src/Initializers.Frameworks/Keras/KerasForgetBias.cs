namespace Initializers.Frameworks;

/// <summary>
/// The bias of an LSTM with unit_forget_bias: ones in the second quarter, which is the forget gate's, and one call of another initializer
/// for the elements before it and one for those after it.
/// </summary>
internal sealed record KerasForgetBias(KerasInitializer Gates) : KerasInitializer
{
    internal override bool Draws => Gates.Draws;

    internal override string Name => $"{Gates.Name}, and ones for the forget gate";

    internal override void CheckShape(in TensorShape shape, string name)
    {
        Gates.CheckShape([shape.Count / 4], name);
        Gates.CheckShape([shape.Count / 2], name);
    }

    internal override void CheckNumbers(KerasEngine engine, string name) => Gates.CheckNumbers(engine, name);

    internal override void FillFrom<T, TType>(Span<T> weights, in TensorShape shape, KerasRandom random)
    {
        int units = weights.Length / 4;
        Gates.FillFrom<T, TType>(weights[..units], [units], random);
        weights[units..(2 * units)].Fill(TType.RoundOnce(1));
        Gates.FillFrom<T, TType>(weights[(2 * units)..], [2 * units], random);
    }
}
