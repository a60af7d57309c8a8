using System.Runtime.InteropServices;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using Module = TorchSharp.torch.nn.Module;

namespace Initializers.TorchSharp;

/// <summary>
/// The padding row of an embedding, which TorchSharp does not tell: the one that its output has no gradient with respect to.
/// </summary>
/// <remarks>
/// For the question the table has one column for a moment, by another storage in the very same tensor, so that it costs a few bytes a row
/// whatever the width; then it has its own storage again, and its gradient. Autograd counts that as a change in place: a backward pass
/// through a graph that has saved the table, which is pending then, fails.
/// </remarks>
internal static class PaddingRow
{
    /// <summary>The table of an embedding or a bag of embeddings; null for other layers.</summary>
    public static Parameter? TableOf(Module layer)
    {
        Parameter? table = layer switch
        {
            Embedding embedding => embedding.weight,
            EmbeddingBag bag => bag.weight,
            _ => null,
        };
        table?.DetachFromDisposeScope(); // a new wrapper each time, which a scope of the caller's would collect
        return table;
    }

    /// <summary>The padding row of a layer; null for none, and for a table without memory.</summary>
    /// <exception cref="ArgumentException">The table was made in inference mode, so that it has no gradient.</exception>
    public static long? Of(Module layer)
    {
        if (TableOf(layer) is not { device_type: not DeviceType.META, shape: [> 0, > 0] } table) return null;
        using DisposeScope scope = NewDisposeScope();
        using IDisposable outside = inference_mode(false), tracked = enable_grad();
        Tensor own = table.detach();
        Tensor? gradient = table.grad;
        bool requiresGradient = table.requires_grad;
        Track(table, nameof(layer));
        try
        {
            table.grad = null;
            SetStorage(table, zeros([table.shape[0], 1], table.dtype, table.device));
            LookUp(layer, arange(table.shape[0], device: table.device)).sum().backward();
            return Untouched(table.grad);
        }
        catch (ExternalException)
        {
            return null; // a layer that cannot be run as it is
        }
        finally
        {
            table.grad = null;
            SetStorage(table, own);
            table.grad = gradient;
            table.requires_grad = requiresGradient;
        }
    }

    private static void Track(Tensor table, string layer)
    {
        try
        {
            table.requires_grad = true;
        }
        catch (ExternalException exception)
        {
            throw new ArgumentException(
                $"{layer} must have a table that can have a gradient, which one that was made in inference_mode() cannot: make it outside.",
                layer, exception);
        }
    }

    private static Tensor LookUp(Module layer, Tensor rows) => layer switch
    {
        // A bag for each row, whether the last offset is included or begins an empty one.
        EmbeddingBag bag => bag.forward(rows, arange(rows.shape[0] + 1, device: rows.device), null),
        _ => ((Embedding)layer).forward(rows),
    };

    /// <summary>The row without a gradient, if there is one: that of the sum of all rows is 1 for the others.</summary>
    private static long? Untouched(Tensor? gradient)
    {
        if (gradient is null) return null;
        Tensor rows = (gradient.is_sparse ? gradient.to_dense() : gradient).view(-1).eq(0).nonzero();
        return rows.shape[0] == 1 ? rows[0].item<long>() : null;
    }

    private static void SetStorage(Tensor table, Tensor other)
    {
        using IDisposable mode = no_grad();
        table.set_(other);
    }
}
