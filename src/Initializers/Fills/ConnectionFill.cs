namespace Initializers;

/// <summary>A weight as a function of what it connects.</summary>
internal interface IConnectionFormula
{
    /// <summary>The weight of a connection of the layer.</summary>
    float At(in ConnectionCursor connection);
}

/// <summary>Fills slices with weights that depend on what they connect; elements that are no connection of the layer are 0.</summary>
internal static class ConnectionFill
{
    public static void Run<TFormula>(Span<float> slice, long start, in TensorShape shape, TFormula formula)
        where TFormula : struct, IConnectionFormula
    {
        var connection = new ConnectionCursor(shape, start);
        foreach (ref float weight in slice)
        {
            weight = connection.IsConnection ? formula.At(connection) : 0;
            connection.MoveNext();
        }
    }
}
