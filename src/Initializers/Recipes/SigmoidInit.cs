namespace Initializers;

/// <summary>Recipes for hidden and output layers with sigmoids and hyperbolic tangents.</summary>
/// <example>
/// <code>
/// // A detector begins by saying "nothing there" with probability 0.99.
/// float[] bias = SigmoidInit.PriorBias(0.01).Initialize([1]);
/// </code>
/// </example>
/// <remarks>Thread-safe: all members return immutable values.</remarks>
public static class SigmoidInit
{
    /// <summary>
    /// U[-b, b) with b = 4 sqrt(6 / (fan-in + fan-out)): Glorot's uniform initializer for the logistic sigmoid, whose slope at 0 is a
    /// quarter of that of the hyperbolic tangent.
    /// </summary>
    /// <remarks>The Deep Learning Tutorials of LISA lab, <c>mlp.py</c>, after Glorot and Bengio (2010); DL4J's SIGMOID_UNIFORM.</remarks>
    public static VarianceScalingInitializer GlorotUniform() => Init.GlorotUniform(gain: 4);

    /// <summary>
    /// The bias -ln((1 - p) / p), with which a sigmoid output starts at the probability p: for rare classes, whose loss would otherwise
    /// start dominated by the negatives.
    /// </summary>
    /// <param name="probability">The probability p, between 1e-300 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="probability"/> is not between these numbers.</exception>
    /// <remarks>
    /// Lin, Goyal, Girshick, He and Dollár (2017), "Focal Loss for Dense Object Detection", section 4.1,
    /// <see href="https://arxiv.org/abs/1708.02002"/>: the last convolution of the classification head; detectron2 and mmcv.
    /// </remarks>
    public static ConstantInitializer PriorBias(double probability = 0.01) =>
        Init.Constant(-PortableMath.Log((1 - Guard.Between(probability, 1e-300, 1)) / probability));

    /// <summary>
    /// The weights of a layer of H tanh units with I inputs in [-1, 1]: the row of each unit has the length 0.7 H^(1/I) and the direction
    /// of a uniform point in the cube.
    /// </summary>
    /// <inheritdoc cref="NguyenWidrowInitializer"/>
    public static NguyenWidrowInitializer NguyenWidrow() => new();

    /// <summary>
    /// The biases of such a layer, U[-b, b) with b = 0.7 H^(1/I). The shape needs the fans of the layer:
    /// <c>TensorShape.Vector(units).WithFans(inputs, units)</c>.
    /// </summary>
    /// <inheritdoc cref="NguyenWidrowInitializer"/>
    public static NguyenWidrowBiasInitializer NguyenWidrowBias() => new();
}
