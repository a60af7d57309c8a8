namespace Initializers;

/// <summary>
/// The expectations of a function f that has them in closed form at any q, for z ~ N(0, q): a function that oscillates is not integrated
/// where a deviation holds thousands of its waves.
/// </summary>
/// <param name="Square">E f(z)^2.</param>
/// <param name="DerivativeSquare">E f'(z)^2.</param>
/// <param name="Growth">E f(z) f'(z) z.</param>
/// <param name="Product">E f(x) f(y) for x and y of mean square q and correlation c, which comes first.</param>
internal sealed record ClosedForm(
    Func<double, double> Square, Func<double, double> DerivativeSquare, Func<double, double> Growth, Func<double, double, double> Product);
