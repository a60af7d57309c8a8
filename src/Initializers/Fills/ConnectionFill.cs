namespace Initializers;

/// <summary>A formula that computes a weight from its connection.</summary>
internal interface IConnectionFormula
{
    /// <summary>Returns the weight of a connection.</summary>
    float At(in ConnectionCursor connection);
}

/// <summary>Fills slices by a formula of the connection; elements that are not connections are 0.</summary>
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
