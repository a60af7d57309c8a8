namespace Initializers;

/// <summary>An expectation, or why there is none.</summary>
/// <param name="Value">The expectation; of no meaning where there is a fault.</param>
/// <param name="Fault">Why there is none, as a sentence for a message; null where there is one.</param>
internal readonly record struct Expectation(double Value, string? Fault)
{
    /// <summary>The expectation, or NaN where there is none.</summary>
    public double OrNaN => Fault is null ? Value : double.NaN;

    /// <summary>The expectation.</summary>
    /// <param name="parameter">The parameter of the public method that is at fault where there is none.</param>
    /// <exception cref="ArgumentException">There is none.</exception>
    public double OrRefused(string parameter) => Fault is null ? Value : throw new ArgumentException(Fault, parameter);

    public static implicit operator Expectation(double value) => new(value, null);
}
