"""What only shows once the blocks are seen together: headline, labels, a tail of promotions, media.

Each step is called with the segmented page and a verdict for each of its blocks, in order; it looks at the
verdicts so far and changes some of them, in place. The steps say nothing of languages or sites: what repeats,
what stands where, what is a heading without a section.
"""

from __future__ import annotations

from goldleaf.reading.settle.boxes import leave_out_boxes
from goldleaf.reading.settle.fields import leave_out_repeated_fields
from goldleaf.reading.settle.headings import settle_headings
from goldleaf.reading.settle.labels import leave_out_labels
from goldleaf.reading.settle.link_groups import leave_out_link_groups
from goldleaf.reading.settle.masthead import leave_out_masthead
from goldleaf.reading.settle.media import settle_captions, settle_media
from goldleaf.reading.settle.notes import settle_notes
from goldleaf.reading.settle.tail import leave_out_loose_ends, leave_out_tail

# The order matters: the tail is weighed without labels and boxes, and only then are headings left with
# nothing below them. Media come last of all, by settle_media, once it is certain which text is kept.
STEPS = (
    leave_out_masthead,
    leave_out_labels,
    leave_out_repeated_fields,
    leave_out_link_groups,
    leave_out_boxes,
    leave_out_tail,
    leave_out_loose_ends,
    settle_headings,
)

__all__ = ["STEPS", "settle_captions", "settle_media", "settle_notes"]
