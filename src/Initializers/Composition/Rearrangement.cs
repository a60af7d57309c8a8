namespace Initializers;

/// <summary>How the weights of a parameter come from those of a smaller one.</summary>
/// <param name="Shape">The parameter's shape.</param>
/// <param name="Inside">The smaller parameter's.</param>
/// <param name="Axis">The axis along which outputs are repeated, where any are.</param>
/// <param name="Run">How many elements stay side by side, counted from element 0 on.</param>
internal readonly record struct Rearrangement(TensorShape Shape, TensorShape Inside, int Axis, long Run);
