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
/// All rows are looked up once, which takes memory twice that of the table for as long. The table keeps its values and its gradient.
/// </remarks>
internal static class PaddingRow
{
    /// <summary>The table of an embedding or a bag of embeddings; null for other layers.</summary>
    public static Parameter? TableOf(Module layer) => layer switch
    {
        Embedding embedding => embedding.weight,
        EmbeddingBag bag => bag.weight,
        _ => null,
    };

    /// <summary>The padding row of a layer; null for none, and for a table without memory.</summary>
    public static long? Of(Module layer)
    {
        if (TableOf(layer) is not { device_type: not DeviceType.META, shape: [> 0, > 0] } table) return null;
        using DisposeScope scope = NewDisposeScope();
        using IDisposable outside = inference_mode(false), tracked = enable_grad();
        bool requiresGradient = table.requires_grad;
        Tensor? gradient = table.grad, before = null;
        try
        {
            if (IsRenormalized(layer, table)) before = table.detach().clone();
            table.requires_grad = true;
            table.grad = null;
            Tensor outputs = LookUp(layer, arange(table.shape[0], device: table.device));
            outputs.backward([ones_like(outputs)]);
            return Untouched(table.grad);
        }
        catch (ExternalException)
        {
            return null; // a layer that cannot be run as it is
        }
        finally
        {
            table.grad = gradient;
            table.requires_grad = requiresGradient;
            if (before is not null) Restore(table, before);
        }
    }

    private static Tensor LookUp(Module layer, Tensor rows) => layer switch
    {
        // A bag for each row, whether the last offset is included or begins an empty one.
        EmbeddingBag bag => bag.forward(rows, arange(rows.shape[0] + 1, device: rows.device), null),
        _ => ((Embedding)layer).forward(rows),
    };

    /// <summary>Whether a lookup shortens the rows that are too long, as <c>max_norm</c> says: the longest one is tried.</summary>
    private static bool IsRenormalized(Module layer, Tensor table)
    {
        using IDisposable mode = no_grad();
        Tensor longest = table.square().sum(1).argmax().view(1), row = table.index_select(0, longest);
        LookUp(layer, longest);
        if (table.index_select(0, longest).eq(row).all().item<bool>()) return false;
        table.index_copy_(0, longest, row);
        return true;
    }

    /// <summary>The row without a gradient, if there is one.</summary>
    private static long? Untouched(Tensor? gradient)
    {
        if (gradient is null) return null;
        Tensor rows = (gradient.is_sparse ? gradient.to_dense() : gradient).eq(0).all(1).nonzero();
        return rows.shape[0] == 1 ? rows[0].item<long>() : null;
    }

    private static void Restore(Tensor table, Tensor before)
    {
        using IDisposable mode = no_grad();
        table.copy_(before);
    }
}
